import { baseConfig, wholeNumber } from '@wadah/service';
import { z } from 'zod';

export const configSchema = z.object({
  ...baseConfig,
  /** How often marks of sold and restocked lines are cleared, in bulk. */
  MARKS_EVERY_MS: wholeNumber({ min: 50, max: 60_000, default: 1_000 }),
  /** How often a page of the stock is compared with its reservations. */
  RECONCILE_EVERY_MS: wholeNumber({ min: 200, max: 3_600_000, default: 30_000 }),
});

export type CatalogueConfig = Readonly<z.output<typeof configSchema>>;
