import { reject, type Result } from '@wadah/kit';
import { generationOf } from '../domain/account.ts';
import type { OpenSessionUseCase, SessionTokens } from './open-session.ts';
import type { Accounts, Passwords, SecondFactors, SignInLimits, Vault } from './ports.ts';

export type SignInDeps = {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly vault: Vault;
  readonly signInLimits: SignInLimits;
  readonly secondFactors: SecondFactors;
  readonly openSession: OpenSessionUseCase;
};

export type SignIn = {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly otp?: string;
  readonly client: string;
};

export type SignInUseCase = (attempt: SignIn) => Promise<Result<SessionTokens>>;

export const credentialsInvalid = (): Result<never> => reject('unauthenticated', 'credentials-invalid', 'Address or password is wrong.');

/** An unknown address costs a comparison too, so neither answer nor time tells which addresses have accounts. */
export const signIn =
  ({ accounts, passwords, vault, signInLimits, secondFactors, openSession }: SignInDeps): SignInUseCase =>
  async ({ email, password, otp, client }) => {
    const allowed = await signInLimits.take({ emailHash: vault.hash(email, 'address'), client });
    if (!allowed.ok) return allowed;
    const account = await accounts.byEmail(email);
    const verified = await passwords.verify(password, account?.passwordHash);
    if (!verified.ok) return verified;
    if (account === undefined || !verified.value) return credentialsInvalid();
    const { accountId } = account;
    const secondFactor = await secondFactors.check(accountId, otp);
    // The answer of a wrong password, so that nobody learns from it that the password is right.
    if (secondFactor === 'failed' && otp !== undefined) return credentialsInvalid();
    const opened = await openSession({ accountId, generation: generationOf(account), secondFactor });
    return opened.ok ? opened : credentialsInvalid();
  };
