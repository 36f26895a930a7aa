import { baseConfig, key32, wholeNumber } from '@wadah/service';
import { z } from 'zod';

export const sellerConfig = z.object({
  ...baseConfig,
  /** Seals NIK, NPWP and account numbers. */
  DATA_KEY: key32,
  /** Keys of earlier rotations, comma-separated; they still open what they sealed. */
  OLD_DATA_KEYS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((key) => key !== ''))
    .pipe(z.array(key32)),
  /** How long nothing is paid out to a new bank account: 48 hours, in which its owners may object. */
  BANK_ACCOUNT_HOLD_SECONDS: wholeNumber({ min: 0, max: 2_592_000, default: 172_800 }),
});

export type SellerConfig = Readonly<z.output<typeof sellerConfig>>;
