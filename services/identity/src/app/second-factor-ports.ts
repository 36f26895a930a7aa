import type { Result } from '@wadah/kit';
import type { SecondFactor, SecondFactorEvent } from '../domain/second-factor.ts';

/** Each under the account's uuid. */
export type SecondFactorStore = {
  /** Of accounts that have one, in pages by what came last. */
  accountIds(after: string | undefined, limit: number): Promise<readonly string[]>;
  load(accountId: string): Promise<SecondFactor>;
  update(accountId: string, decide: (factor: SecondFactor) => Result<readonly SecondFactorEvent[]>): Promise<Result<SecondFactor>>;
};

/** Codes of authenticator apps (RFC 6238). */
export type OneTimeCodes = {
  /** In base32. */
  newSecret(): string;
  uriOf(secret: string, email: string): string;
  newRecoveryCodes(): readonly string[];
  /** The thirty seconds that this code is of, where it is one of those around now. */
  stepOf(secret: string, otp: string, at: Date): number | undefined;
};
