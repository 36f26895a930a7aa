import { mapResult, type Now, type Result } from '@wadah/kit';
import { accountNotFound } from '../domain/account.ts';
import { decideChangePassword } from '../domain/change-password.ts';
import type { Accounts, Passwords, SignInLimits, Vault } from './ports.ts';

export type ChangePasswordDeps = {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly signInLimits: SignInLimits;
  readonly vault: Vault;
  readonly now: Now;
};

export type NewPassword = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly newPassword: string;
  readonly client: string;
};

export type ChangePasswordUseCase = (given: NewPassword) => Promise<Result<void>>;

/** Whoever else is signed in is out by it, and every open code is worth nothing. */
export const changePassword =
  ({ accounts, passwords, signInLimits, vault, now }: ChangePasswordDeps): ChangePasswordUseCase =>
  async ({ accountId, sessionId, newPassword, client }) => {
    const account = await accounts.load(accountId);
    if (account.status !== 'active') return accountNotFound();
    const allowed = await signInLimits.take({ emailHash: vault.hash(account.email, 'address'), client });
    if (!allowed.ok) return allowed;
    const hashed = await passwords.hash(newPassword);
    if (!hashed.ok) return hashed;
    const command = { passwordHash: hashed.value, keptSessionId: sessionId, at: now() };
    const changed = await accounts.update(accountId, (found) => decideChangePassword(found, command));
    return mapResult(changed, () => undefined);
  };
