import { baseConfig, httpUrl, httpUrls, key32, secretText } from '@wadah/service';
import { z } from 'zod';

const limit = z.coerce.number().int().min(1).max(1_000_000).optional();

const settings = z.object({
  ...baseConfig,
  /** Seals addresses, codes and private signing keys. */
  DATA_KEY: key32,
  /** Keys of earlier rotations, comma-separated; they still open what they sealed. */
  OLD_DATA_KEYS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((key) => key !== ''))
    .pipe(z.array(key32)),
  /** JSON, client id to secret, of the services that call each other; mostly given as SERVICE_CLIENTS_FILE. */
  SERVICE_CLIENTS: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('must be JSON');
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string().startsWith('service-'), secretText)),
  /** The domain of a demo's or a test's seeded accounts, which act as staff without a second factor: `@wadah.test`. */
  SECOND_FACTOR_EXEMPT: z
    .string()
    .max(100)
    .regex(/^@[a-z0-9.-]+$/)
    .optional(),
  SELLER_INTERNAL_URL: httpUrls,
  CATALOGUE_INTERNAL_URL: httpUrls,
  ORDER_INTERNAL_URL: httpUrls,
  PAYMENT_INTERNAL_URL: httpUrls,
  NOTIFICATION_INTERNAL_URL: httpUrls,
  /** Where the link of the first operator's invitation leads. */
  PUBLIC_URL: httpUrl.optional(),
  MAILS_PER_ADDRESS_HOUR: limit,
  MAILS_PER_ADDRESS_DAY: limit,
  MAILS_PER_CLIENT_HOUR: limit,
  MAILS_PER_ORGANISATION_DAY: limit,
  SIGN_INS_PER_ACCOUNT: limit,
  SIGN_INS_PER_CLIENT: limit,
});

export const identityConfig = settings.superRefine(({ WADAH_PROFILE, SECOND_FACTOR_EXEMPT }, context) => {
  if (WADAH_PROFILE !== 'production' || SECOND_FACTOR_EXEMPT === undefined) return;
  context.addIssue({ code: 'custom', path: ['SECOND_FACTOR_EXEMPT'], message: 'profile production exempts nobody' });
});

export type IdentityConfig = Readonly<z.output<typeof identityConfig>>;

export type Limits = {
  readonly mailsPerAddressHour: number;
  readonly mailsPerAddressDay: number;
  readonly mailsPerClientHour: number;
  readonly mailsPerOrganisationDay: number;
  /** In a quarter of an hour. */
  readonly signInsPerAccount: number;
  readonly signInsPerClient: number;
};

/** A demo is measured and a test is hurried, so both stand far above what a person does. */
const GENEROUS = 100_000;

export const limitsOf = (config: IdentityConfig): Limits => {
  const strict = config.WADAH_PROFILE === 'production';
  const or = (given: number | undefined, usual: number) => given ?? (strict ? usual : GENEROUS);
  return {
    mailsPerAddressHour: or(config.MAILS_PER_ADDRESS_HOUR, 3),
    mailsPerAddressDay: or(config.MAILS_PER_ADDRESS_DAY, 8),
    mailsPerClientHour: or(config.MAILS_PER_CLIENT_HOUR, 20),
    mailsPerOrganisationDay: or(config.MAILS_PER_ORGANISATION_DAY, 20),
    signInsPerAccount: or(config.SIGN_INS_PER_ACCOUNT, 10),
    signInsPerClient: or(config.SIGN_INS_PER_CLIENT, 100),
  };
};

export const secondFactorPolicy = ({ SECOND_FACTOR_EXEMPT: domain }: IdentityConfig) => ({
  isExempt: (email: string): boolean => domain !== undefined && email.endsWith(domain),
});
