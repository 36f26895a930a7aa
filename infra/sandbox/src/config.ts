import { readFileSync } from 'node:fs';
import { z } from 'zod';

const secret = z.string().min(8).max(200);
const emptyAsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalUrl = z.preprocess(emptyAsAbsent, z.url({ protocol: /^https?$/ }).optional());

const environmentSchema = z
  .object({
    // A provider that takes no real money must not be able to stand in for one: production, also by default, refuses.
    WADAH_PROFILE: z.enum(['production', 'demo', 'test']).default('production'),
    HOST: z.enum(['127.0.0.1', '::1', 'localhost']).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    SANDBOX_STATE_FILE: z.string().min(1).max(1000),
    PAYMENT_SERVER_KEY: secret,
    PAYMENT_SIGNING_KEY: secret,
    NOTIFICATION_URL: optionalUrl,
    PAYOUT_NOTIFICATION_URL: optionalUrl,
    WADAH_CLOCK_FILE: z.preprocess(emptyAsAbsent, z.string().max(1000).optional()),
  })
  .superRefine((environment, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (environment.WADAH_PROFILE === 'production') fault('WADAH_PROFILE', 'the payment sandbox does not run in production');
    if (environment.WADAH_CLOCK_FILE !== undefined && environment.WADAH_PROFILE !== 'test')
      fault('WADAH_CLOCK_FILE', 'only profile test may move the clock');
  });

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly stateFile: string;
  readonly serverKey: string;
  readonly signingKey: string;
  readonly notificationUrl: string | null;
  readonly payoutNotificationUrl: string | null;
  readonly clockFile: string | null;
};

export type ConfigRead = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

// A secret may be given as NAME_FILE, the path of a file that holds it.
const secretOf = (environment: Environment, name: string): string | undefined => {
  const file = environment[`${name}_FILE`];
  return file === undefined || file === '' ? environment[name] : readFileSync(file, 'utf8').trim();
};

/** Reads the whole environment and names every fault at once. */
export const readConfig = (environment: Environment): ConfigRead => {
  const secrets = {
    PAYMENT_SERVER_KEY: secretOf(environment, 'PAYMENT_SERVER_KEY'),
    PAYMENT_SIGNING_KEY: secretOf(environment, 'PAYMENT_SIGNING_KEY'),
  };
  const parsed = environmentSchema.safeParse({ ...environment, ...secrets });
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const read = parsed.data;
  return {
    ok: true,
    config: Object.freeze({
      host: read.HOST,
      port: read.PORT,
      logLevel: read.LOG_LEVEL,
      stateFile: read.SANDBOX_STATE_FILE,
      serverKey: read.PAYMENT_SERVER_KEY,
      signingKey: read.PAYMENT_SIGNING_KEY,
      notificationUrl: read.NOTIFICATION_URL ?? null,
      payoutNotificationUrl: read.PAYOUT_NOTIFICATION_URL ?? null,
      clockFile: read.WADAH_CLOCK_FILE ?? null,
    }),
  };
};
