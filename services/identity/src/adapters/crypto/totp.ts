import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
/** One step before and one after, for clocks that differ (RFC 6238 §5.2). */
const STEPS_APART_MAX = 1;

export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/** HOTP with dynamic truncation (RFC 4226 §5.3). */
export const hotp = (key: Buffer, counter: number, { digits = 6, algorithm = 'sha1' } = {}): string => {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac(algorithm, key).update(message).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
};

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The step whose code this is (RFC 6238), or undefined. Every step near is compared, so the time tells nothing of which one fits. */
export const matchingStep = (key: Buffer, otp: string, at: Date): number | undefined => {
  const middle = stepAt(at);
  const near = [middle, middle - STEPS_APART_MAX, middle + STEPS_APART_MAX];
  return near.filter((step) => same(hotp(key, step), otp))[0];
};
