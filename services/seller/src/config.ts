import { baseConfig, key32 } from '@wadah/service';
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
});

export type SellerConfig = Readonly<z.output<typeof sellerConfig>>;
