import { ok, reject, type Result } from '@wadah/kit';

/** A request's target, read once: what is matched and authorised is exactly what is forwarded. */
export type RequestPath = {
  /** Decoded, without the leading slash. */
  readonly segments: readonly string[];
  /** The segments encoded again in one way, and the query as it came. */
  readonly target: string;
};

const TARGET_LENGTH_MAX = 4096;

const invalid = (detail: string): Result<never> => reject('invalid', 'path-invalid', detail);

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

/** What two readers of a path could read in two ways: a hidden slash, a step up, a control character. */
const isAmbiguous = (segment: string): boolean => segment === '.' || segment === '..' || /[/\\\p{Cc}]/u.test(segment);

/** Refuses whatever could mean another path behind the gateway than before it (400 `path-invalid`). */
export const readPath = (target: string): Result<RequestPath> => {
  if (target.length > TARGET_LENGTH_MAX) return invalid('The path is too long.');
  if (!target.startsWith('/')) return invalid('The path must begin with a slash.');
  const [path = '', ...query] = target.split('?');
  if (path.includes('//')) return invalid('The path has an empty part.');
  if (path.includes('\\') || path.includes('#')) return invalid('The path has a character that does not belong there.');
  const segments: string[] = [];
  for (const part of path.slice(1).split('/')) {
    const segment = decoded(part);
    if (segment === undefined) return invalid('The path can’t be decoded.');
    if (isAmbiguous(segment)) return invalid('The path has a part that could be read in two ways.');
    segments.push(segment);
  }
  const search = query.length === 0 ? '' : `?${query.join('?')}`;
  return ok({ segments, target: `/${segments.map(encodeURIComponent).join('/')}${search}` });
};
