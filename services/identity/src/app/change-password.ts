import { mapResult, type Result } from '@wadah/kit';
import { generationOf } from '../domain/account.ts';
import { decideChangePassword } from '../domain/change-password.ts';
import { standingSession, type StandingDeps } from './open-session.ts';
import type { Accounts, Passwords, SignInLimits, Vault } from './ports.ts';

export type ChangePasswordDeps = StandingDeps & {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly signInLimits: SignInLimits;
  readonly vault: Vault;
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
  (deps: ChangePasswordDeps): ChangePasswordUseCase =>
  async ({ accountId, sessionId, newPassword, client }) => {
    const { accounts, passwords, signInLimits, vault, now } = deps;
    const standing = await standingSession(deps, { accountId, sessionId });
    if (!standing.ok) return standing;
    const { account } = standing.value;
    const allowed = await signInLimits.take({ emailHash: vault.hash(account.email, 'address'), client });
    if (!allowed.ok) return allowed;
    const hashed = await passwords.hash(newPassword);
    if (!hashed.ok) return hashed;
    const command = { passwordHash: hashed.value, keptSessionId: sessionId, generation: generationOf(account), at: now() };
    const changed = await accounts.update(accountId, (found) => decideChangePassword(found, command));
    return mapResult(changed, () => undefined);
  };
