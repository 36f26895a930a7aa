import { clientNetworkOf } from '@wadah/http';
import { z } from 'zod';
import type { SessionTokens } from '../../app/open-session.ts';

/** Lower case from here on: two spellings of an address are one person. */
export const emailSchema = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());

/** Its length is checked before argon2 sees it. */
export const passwordSchema = z.string().min(10).max(128);

/** Each check reads the text once: it sees a name of any length, for one that is too long is a fault beside the others. */
export const personName = z
  .string()
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be a name in printable characters')
  .regex(/\S/, 'must be a name in printable characters')
  .transform((name) => name.trim());

/** Of an authenticator app. */
export const otpSchema = z
  .string()
  .max(6)
  .regex(/^\d{6}$/);

/** The same, or a recovery code. */
export const signInOtp = z
  .string()
  .max(16)
  .regex(/^(\d{6}|[A-Z2-7]{16})$/);

/** Mailed and typed over. */
export const mailedDigits = z
  .string()
  .max(6)
  .regex(/^\d{6}$/);

/** Of 160 bits, in base32. */
export const secretCode = z
  .string()
  .max(32)
  .regex(/^[A-Z2-7]{32}$/);

export const localeSchema = z.enum(['id', 'en']);

export const idSchema = (prefix: string) =>
  z
    .string()
    .max(80)
    .regex(new RegExp(`^${prefix}_[0-9a-f-]{36}$`));

export const organisationIdSchema = z.string().min(3).max(80);

/** Why somebody decides, as typed; it is kept with the decision. */
export const reasonSchema = z
  .string()
  .min(3)
  .max(1000)
  .regex(/^[^\p{Cc}]*$/u, 'must be text in printable characters');

export const sessionSchema = z.object({ accessToken: z.string(), refreshToken: z.string().optional(), expiresIn: z.int() });

export const toSessionView = ({ accessToken, refreshToken, expiresIn }: SessionTokens) => ({
  accessToken,
  ...(refreshToken === undefined ? {} : { refreshToken }),
  expiresIn,
});

export const sessionLocation = ({ sessionId }: SessionTokens): string => `/v1/sessions/${sessionId}`;

/** Whose limits a request counts against: the address that the gateway saw. */
export const clientOf = (raw: { readonly ip?: string | undefined }): string => clientNetworkOf(raw.ip ?? 'unknown');
