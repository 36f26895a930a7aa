import { baseConfig, httpUrl, key32, loadConfig, secretText, wholeNumber } from '@wadah/service';
import { z } from 'zod';

export const paymentConfig = z.object({
  ...baseConfig,
  /** Seals the account numbers of refunds. */
  DATA_KEY: key32,
  /** Keys of earlier rotations, comma-separated; they still open what they sealed. */
  OLD_DATA_KEYS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((key) => key !== ''))
    .pipe(z.array(key32)),
  PAYMENT_PROVIDER_URL: httpUrl,
  PAYMENT_SERVER_KEY: secretText,
  /** New dashboards sign notifications with a key of their own. */
  PAYMENT_SIGNING_KEY: secretText,
  /** The gateway, as the provider reaches it. */
  PUBLIC_URL: httpUrl,
  VA_EXPIRY_SECONDS: wholeNumber({ min: 60, max: 86_400, default: 3_600 }),
  QRIS_EXPIRY_SECONDS: wholeNumber({ min: 60, max: 86_400, default: 3_600 }),
  /** How long a refund's account may still be replaced before money goes there; 24 hours, a demo has none. */
  REFUND_ACCOUNT_HOLD_SECONDS: wholeNumber({ min: 0, max: 2_592_000, default: 86_400 }),
  DUE_SWEEP_MS: wholeNumber({ min: 20, max: 60_000, default: 1_000 }),
  MEASURE_MS: wholeNumber({ min: 1_000, max: 3_600_000, default: 30_000 }),
  /** It reads the whole journal. */
  LEDGER_MEASURE_MS: wholeNumber({ min: 10_000, max: 86_400_000, default: 3_600_000 }),
  PROVIDER_CALLS_MAX: wholeNumber({ min: 1, max: 256, default: 32 }),
  /** Notifications that may wait to be asked about; more are answered 503. */
  HOOKS_WAITING_MAX: wholeNumber({ min: 1, max: 100_000, default: 1_000 }),
});

export type PaymentConfig = Readonly<z.output<typeof paymentConfig>>;

/** A demo waits for nothing. */
const demoDefaults = { REFUND_ACCOUNT_HOLD_SECONDS: '0' };

export const readConfig = (env: Readonly<Record<string, string | undefined>>): PaymentConfig =>
  loadConfig(paymentConfig, env['WADAH_PROFILE'] === 'demo' ? { ...demoDefaults, ...env } : env);
