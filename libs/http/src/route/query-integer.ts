import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

extendZodWithOpenApi(z);

/** A whole number in a query or path. Only plain digits count: `1e3`, ` 5 `, `0x10` and the empty text are faults. */
export const queryInteger = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z
    .string()
    .max(16)
    .regex(/^-?\d+$/, 'Expected a whole number.')
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .openapi({ type: 'integer', minimum: min, maximum: max });
