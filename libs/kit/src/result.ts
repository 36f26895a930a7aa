/** What kind of refusal it is; `@wadah/http` maps each kind to one status, and nothing else knows statuses. */
export type RejectionKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'precondition_required'
  | 'too_large'
  | 'unprocessable'
  | 'too_many'
  | 'unavailable';

/** An expected refusal: a value, never thrown. `code` is stable and listed in docs/problems.md. */
export type Rejection = {
  readonly kind: RejectionKind;
  readonly code: string;
  readonly detail: string;
  /** Members added to the problem document, as `{ orderId }` beside `cart-ordered`. */
  readonly extra?: Readonly<Record<string, unknown>>;
};

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rejection: Rejection };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const reject = (kind: RejectionKind, code: string, detail: string): Result<never> => ({
  ok: false,
  rejection: { kind, code, detail },
});

/** A refusal that carries more than its code, as `cart-ordered` the order's id in `extra`. */
export const rejectWith = (rejection: Rejection): Result<never> => ({ ok: false, rejection });

/** Carries a refusal on unchanged and maps the value of a success. */
export const mapResult = <T, U>(result: Result<T>, map: (value: T) => U): Result<U> => (result.ok ? ok(map(result.value)) : result);
