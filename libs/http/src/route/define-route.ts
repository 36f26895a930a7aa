import type { z } from 'zod';
import { guardSchemas } from './guard-schemas.ts';
import type { Auth, Handled, Nothing, Route, Streamed } from './route.ts';

/**
 * One operation: schema, document and handler. Objects are read strictly, so an unknown field is a fault with its path.
 * @throws at start when a string or list of its input has no upper bound, or a nested object neither `strict` nor `loose`.
 */
export function route<
  const A extends Auth,
  T,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  H extends z.ZodType = Nothing,
>(definition: Handled<P, Q, B, H, A, T> | Streamed<P, Q, B, H, A, T>): Route {
  return guardSchemas(definition as unknown as Route);
}
