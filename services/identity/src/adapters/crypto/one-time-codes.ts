import { randomBytes } from 'node:crypto';
import type { OneTimeCodes } from '../../app/second-factor-ports.ts';
import { base32, fromBase32 } from './base32.ts';
import { matchingStep } from './totp.ts';

/** RFC 4226 §4 asks for 128 bits and recommends 160. */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** 80 bits each: nobody guesses one within the limits of signing in. */
const RECOVERY_BYTES = 10;
const ISSUER = 'Wadah';

/** Secrets and codes of the second factor, as authenticator apps read them: SHA-1, six digits, thirty seconds. */
export const oneTimeCodes = (): OneTimeCodes => ({
  newSecret: () => base32(randomBytes(SECRET_BYTES)),
  uriOf: (secret, email) =>
    `otpauth://totp/${ISSUER}:${encodeURIComponent(email)}?${new URLSearchParams({ secret, issuer: ISSUER }).toString()}`,
  newRecoveryCodes: () => Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(RECOVERY_BYTES))),
  stepOf: (secret, otp, at) => matchingStep(fromBase32(secret), otp, at),
});
