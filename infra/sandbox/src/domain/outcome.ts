/** The provider refuses with a status code inside the body, so a refusal carries it as the provider writes it. */
export type Refusal = { readonly ok: false; readonly statusCode: string; readonly message: string };

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refuse = (statusCode: string, message: string): Refusal => ({ ok: false, statusCode, message });
