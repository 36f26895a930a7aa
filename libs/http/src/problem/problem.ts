import { rejectWith, type Rejection, type RejectionKind, type Result } from '@wadah/kit';

/** The one table from kinds of refusal to statuses. */
const STATUS_OF_KIND: Readonly<Record<RejectionKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unprocessable: 422,
  precondition_required: 428,
  too_many: 429,
  unavailable: 503,
};

/** What only HTTP knows has no kind of its own. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'method-not-allowed': 405,
  'unsupported-media-type': 415,
  'internal-error': 500,
};

export const statusOf = (rejection: Rejection): number => STATUS_OF_CODE[rejection.code] ?? STATUS_OF_KIND[rejection.kind];

/** One fault of the input: where it is (`body.lines[0].quantity`), what kind, and a sentence. */
export type Fault = { readonly path: string; readonly code: string; readonly detail: string };

/** RFC 9457, with a stable `code` and, for faulty input, one member of `errors` for each fault. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly Fault[];
  readonly [extra: string]: unknown;
};

const titleOf = (code: string): string => (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll('-', ' ');

export const problemOf = (rejection: Rejection): Problem => ({
  ...rejection.extra,
  type: `urn:wadah:problem:${rejection.code}`,
  title: titleOf(rejection.code),
  status: statusOf(rejection),
  detail: rejection.detail,
  code: rejection.code,
});

const RETRY_AFTER_SECONDS = '2';

/** Headers that a refusal brings besides its body; `extra` may name `retryAfterSeconds` and `allow`. */
export const headersOf = (rejection: Rejection, status: number): Readonly<Record<string, string>> => {
  const extra = (name: string, otherwise: string): string => {
    const value = rejection.extra?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
  };
  if (status === 401)
    return { 'www-authenticate': `Bearer realm="wadah"${rejection.code.startsWith('token-') ? ', error="invalid_token"' : ''}` };
  if (status === 405) return { allow: extra('allow', '') };
  if (status === 503 || status === 429) return { 'retry-after': extra('retryAfterSeconds', RETRY_AFTER_SECONDS) };
  return {};
};

const PATH_LENGTH_MAX = 200;

/** Keys of the input stand in the paths of its faults, and a hundred long ones must not make a larger answer. */
const shortened = (fault: Fault): Fault =>
  fault.path.length <= PATH_LENGTH_MAX ? fault : { ...fault, path: `${fault.path.slice(0, PATH_LENGTH_MAX)}…` };

export const invalidInput = (errors: readonly Fault[]): Result<never> =>
  rejectWith({
    kind: 'invalid',
    code: 'validation-failed',
    detail: `The request has ${errors.length === 1 ? 'a fault' : `${errors.length} faults`}; see errors.`,
    extra: { errors: errors.map(shortened) },
  });

export const INTERNAL_ERROR: Rejection = {
  kind: 'unavailable',
  code: 'internal-error',
  detail: 'Something went wrong on our side. The response header x-correlation-id names it in our logs.',
};

export const UNAVAILABLE: Rejection = {
  kind: 'unavailable',
  code: 'unavailable',
  detail: 'Something this needs does not answer at the moment. Try again after the time in Retry-After.',
};
