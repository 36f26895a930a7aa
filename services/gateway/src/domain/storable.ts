export type Directives = ReadonlyMap<string, string | true>;

/** RFC 9111 §5.2; names in lower case, quotes taken off. */
export const directivesOf = (header: string | undefined): Directives =>
  new Map(
    (header ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part): [string, string | true] => {
        const [name = '', value] = part.split('=', 2);
        return [name.trim().toLowerCase(), value === undefined ? true : value.trim().replaceAll('"', '')];
      }),
  );

/** The client wants what is true now: `no-cache`, `max-age=0`, and the old `Pragma` where it says nothing else (RFC 9111 §5.4). */
export const asksForFresh = (cacheControl: string | undefined, pragma: string | undefined): boolean => {
  const directives = directivesOf(cacheControl);
  return (
    directives.has('no-cache') || directives.get('max-age') === '0' || (cacheControl === undefined && directivesOf(pragma).has('no-cache'))
  );
};

type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A page is kept under its language, and compressed only on its way out; what varies by anything else is nobody's page but the asker's. */
const VARIES_BY = new Set(['accept-language', 'accept-encoding']);

const isForAll = (vary: string): boolean =>
  vary
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .every((name) => name === '' || VARIES_BY.has(name));

const NOBODYS = ['no-store', 'private', 'no-cache', 'must-revalidate', 'proxy-revalidate'];

const text = (value: string | string[] | undefined): string => [value ?? ''].flat().join(', ');

/** For how many seconds an answer may be kept, or undefined when it may not be kept at all. Only what calls itself public is. */
export const freshSecondsOf = (status: number, headers: AnswerHeaders): number | undefined => {
  if (status !== 200 || headers['set-cookie'] !== undefined || headers['content-encoding'] !== undefined) return undefined;
  const directives = directivesOf(text(headers['cache-control']));
  if (!directives.has('public') || NOBODYS.some((name) => directives.has(name)) || !isForAll(text(headers['vary']))) return undefined;
  const seconds = Number(directives.get('s-maxage') ?? directives.get('max-age'));
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
};

/** An allowlist: a header that nobody thought of can't carry one person's answer to another. */
const KEPT = ['content-type', 'content-language', 'etag', 'cache-control', 'last-modified', 'link', 'vary'];

export const keptHeaders = (headers: AnswerHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(KEPT.flatMap((name) => (headers[name] === undefined ? [] : [[name, text(headers[name])]])));
