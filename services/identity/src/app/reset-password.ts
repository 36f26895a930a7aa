import { mapResult, newId, type Now, type Result } from '@wadah/kit';
import { generationOf } from '../domain/account.ts';
import { decideResetPassword } from '../domain/change-password.ts';
import { isGood } from '../domain/mail-code.ts';
import type { Locale } from '../domain/sealed.ts';
import { codeInvalid } from '../domain/try-code.ts';
import { makeMailCode, type MakeMailCodeDeps } from './make-mail-code.ts';
import type { Accounts, MailCodes, MailLimits, Passwords, SignInLimits, Vault } from './ports.ts';

export type AskResetDeps = MakeMailCodeDeps & {
  readonly accounts: Accounts;
  readonly mailLimits: MailLimits;
  readonly vault: Vault;
  readonly now: Now;
};

export type AskReset = { readonly email: string; readonly locale: Locale; readonly client: string };

export type AskResetUseCase = (asked: AskReset) => Promise<Result<void>>;

/**
 * Known or not, the address costs the same: one read, one write, and one mail to see to, which finds nobody to go to where there is no
 * account. Each code is a thing of its own, so nobody ends the owner's by asking for another.
 */
export const askReset =
  (deps: AskResetDeps): AskResetUseCase =>
  async ({ email, locale, client }) => {
    const { accounts, mailLimits, vault, now } = deps;
    const account = await accounts.byEmail(email);
    const mailed = await mailLimits.take({ emailHash: vault.hash(email, 'address'), client });
    const order = {
      codeId: newId('cod', now()),
      purpose: 'password_reset' as const,
      ...(account === undefined ? {} : { accountId: account.accountId }),
      fits: mailed && account !== undefined,
      generation: account === undefined ? 0 : generationOf(account),
    };
    return mapResult(await makeMailCode(deps, { ...order, email, locale, mailed }), () => undefined);
  };

export type ResetPasswordDeps = {
  readonly accounts: Accounts;
  readonly mailCodes: MailCodes;
  readonly passwords: Passwords;
  readonly signInLimits: SignInLimits;
  readonly vault: Vault;
  readonly now: Now;
};

export type ResetPasswordUseCase = (given: {
  readonly code: string;
  readonly password: string;
  readonly client: string;
}) => Promise<Result<void>>;

/** A guess costs a look-up and a place in the guesser's own limit; only the right code is worth a hash. */
export const resetPassword =
  ({ accounts, mailCodes, passwords, signInLimits, vault, now }: ResetPasswordDeps): ResetPasswordUseCase =>
  async ({ code, password, client }) => {
    const allowed = await signInLimits.take({ client });
    if (!allowed.ok) return allowed;
    const found = await mailCodes.byCode(vault.hash(code, 'reset'));
    if (!isGood(found, now())) return codeInvalid();
    const { accountId, generation } = found;
    const account = await accounts.load(accountId);
    if (account.status !== 'active' || generationOf(account) !== generation) return codeInvalid();
    const hashed = await passwords.hash(password);
    if (!hashed.ok) return hashed;
    const command = { passwordHash: hashed.value, generation, at: now() };
    const reset = await accounts.update(accountId, (current) => decideResetPassword(current, command));
    return mapResult(reset, () => undefined);
  };
