import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { profileFaults, watchedNames } from './profile.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/** An address with no default. */
export const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));

/** Addresses of a service's replicas, comma-separated, with no default. */
export const httpUrls = z
  .string()
  .max(2_000)
  .transform((list) => list.split(',').map((address) => address.trim()))
  .pipe(z.array(httpUrl).min(1).max(16))
  .readonly();

/** A secret of at least 16 characters with no default. */
export const secretText = z.string().min(16).max(500);

/** 32 bytes in base64, for AES-256 and keyed hashes. */
export const key32 = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64');

/** A whole number with its range and default. */
export const wholeNumber = (range: { readonly min: number; readonly max: number; readonly default: number }) =>
  z.coerce.number().int().min(range.min).max(range.max).default(range.default);

const withCredentials = (protocol: RegExp, what: string) =>
  z.url({ protocol }).refine((text) => {
    const url = new URL(text);
    return url.username !== '' && url.password !== '';
  }, `must name a user and a password of this service in ${what}`);

/** What a process without a database reads, as the gateway. */
export const coreConfig = {
  WADAH_PROFILE: z.enum(['production', 'demo', 'test']).default('production'),
  HOST: z.string().min(1),
  PORT: port,
  REDIS_URL: withCredentials(/^rediss?$/, 'Redis'),
  REDIS_TIMEOUT_MS: wholeNumber({ min: 20, max: 5_000, default: 100 }),
  REDIS_PREFIX: z.string().regex(/^[a-z0-9-]+:$/),
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .transform((list) => list.split(',').map((address) => address.trim())),
  KAFKA_USERNAME: z.string().min(1),
  KAFKA_PASSWORD: z.string().min(1),
  KAFKA_TLS: z.enum(['true', 'false']).default('false').transform((text) => text === 'true'), // prettier-ignore
  KAFKA_TOPIC_PREFIX: z.string().max(60).default(''),
  /** A killed replica keeps its partitions this long; the broker takes nothing below 6 s. */
  KAFKA_SESSION_TIMEOUT_MS: wholeNumber({ min: 6_000, max: 60_000, default: 10_000 }),
  IDENTITY_URL: httpUrls,
  SERVICE_CLIENT_SECRET: secretText,
  HASH_KEY: key32,
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Standard names of OpenTelemetry; without an endpoint nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  TRUST_PROXY_HOPS: wholeNumber({ min: 0, max: 5, default: 1 }),
  WADAH_CLOCK_FILE: z.string().min(1).optional(),
  /** After SIGTERM: how long requests are still taken while readiness says no and each answer says goodbye, so that callers leave first. */
  LEAVE_MS: wholeNumber({ min: 0, max: 4_000, default: 500 }),
};

/** What every service reads; spread it into the service's own object. Keys are the variables' names. */
export const baseConfig = {
  ...coreConfig,
  /** A limiter does without an answer that is late; carts and revocations cannot, and a process that is busy for 100 ms reads its answers late. */
  REDIS_TIMEOUT_MS: wholeNumber({ min: 20, max: 5_000, default: 1_000 }),
  INTERNAL_PORT: port,
  MONGO_URL: withCredentials(/^mongodb(\+srv)?$/, 'MongoDB'),
};

export type CoreConfig = Readonly<z.output<z.ZodObject<typeof coreConfig>>>;

export type BaseConfig = Readonly<z.output<z.ZodObject<typeof baseConfig>>>;

/** All faults of a configuration at once, one line each; never shows a value, which may be a secret. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
    // Where it was thrown helps nobody; what to mend stands in the message.
    this.stack = `${this.name}: ${this.message}`;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

type Read = { readonly values: Record<string, string>; readonly faults: string[] };

/** Takes NAME, or the content of the file that NAME_FILE names. */
const readNamed = (names: readonly string[], env: Environment): Read => {
  const read: Read = { values: {}, faults: [] };
  for (const name of names) {
    const file = env[`${name}_FILE`];
    const value = env[name];
    if (file !== undefined && value !== undefined) read.faults.push(`${name}: given twice, as ${name} and as ${name}_FILE`);
    else if (file !== undefined) readSecretFile(name, file, read);
    else if (value !== undefined && value !== '') read.values[name] = value;
  }
  return read;
};

const readSecretFile = (name: string, file: string, into: Read): void => {
  try {
    into.values[name] = readFileSync(file, 'utf8').trim();
  } catch {
    into.faults.push(`${name}_FILE: the file cannot be read`);
  }
};

const schemaFaults = (error: z.ZodError, read: Read): string[] =>
  error.issues
    .filter(({ path }) => !read.faults.some((fault) => fault.startsWith(`${String(path[0])}`)))
    .map(({ path, message }) => `${path.join('.')}: ${Object.hasOwn(read.values, String(path[0])) ? message : 'is missing'}`);

/**
 * Reads, checks and freezes a service's configuration.
 * @throws ConfigFault naming every fault.
 */
export const loadConfig = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment,
): Readonly<z.output<z.ZodObject<Shape>>> => {
  const read = readNamed(Object.keys(schema.shape), env);
  const parsed = schema.safeParse(read.values);
  const watched = readNamed(watchedNames, env).values;
  const faults = [
    ...read.faults,
    ...profileFaults({ ...watched, ...read.values }),
    ...(parsed.success ? [] : schemaFaults(parsed.error, read)),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigFault(faults);
  return Object.freeze(parsed.data);
};
