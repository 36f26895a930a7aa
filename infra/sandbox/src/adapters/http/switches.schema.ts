import { z } from 'zod';
import { answerModes, hookModes, transferModes } from '../../domain/switches.ts';

const delayMs = z.number().int().min(0).max(86_400_000);
const asMode = (value: unknown): unknown => (typeof value === 'string' ? { mode: value } : value);

const hooks = z.preprocess(asMode, z.strictObject({ mode: z.enum(hookModes), delayMs: delayMs.default(0) }));
const answer = z.preprocess(
  asMode,
  z.strictObject({ mode: z.enum(answerModes), delayMs: delayMs.default(2000), applied: z.boolean().default(true) }),
);
const refund = z.preprocess(asMode, z.strictObject({ mode: z.enum(['accepted', 'rejected']), confirmAfterMs: delayMs.optional() }));
const transfer = z.preprocess(
  asMode,
  z.strictObject({
    mode: z.enum(transferModes),
    processedAfterMs: delayMs.default(200),
    completedAfterMs: delayMs.default(500),
    bouncedAfterMs: delayMs.default(1000),
    unknownForMs: delayMs.optional(),
  }),
);

/** What `PUT …/switches` takes; it replaces what was set before. A mode alone may stand for the object: `"hooks": "twice"`. */
export const switchSettingsSchema = z.strictObject({
  hooks: hooks.optional(),
  captureRupiah: z.number().int().min(1).max(1_000_000_000_000).nullable().optional(),
  captureAfterExpiry: z.boolean().optional(),
  answers: z
    .strictObject({
      charge: answer.optional(),
      status: answer.optional(),
      cancel: answer.optional(),
      refund: answer.optional(),
      transfer: answer.optional(),
    })
    .optional(),
  refund: refund.optional(),
  transfer: transfer.optional(),
});
