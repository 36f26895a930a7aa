import { ok, type Result } from '@wadah/kit';
import { standingSession, type StandingDeps, type StandingSession } from './open-session.ts';
import type { Passwords, SignInLimits, Vault } from './ports.ts';
import { credentialsInvalid } from './sign-in.ts';

export type ProveDeps = StandingDeps & {
  readonly passwords: Pick<Passwords, 'verify'>;
  readonly signInLimits: SignInLimits;
  readonly vault: Pick<Vault, 'hash'>;
};

export type Proof = { readonly accountId: string; readonly sessionId: string; readonly password: string; readonly client: string };

/** The password once more, in a session that stands. It counts with the account's sign-ins, so a stolen session is no way to guess it. */
export const provePassword = async (
  deps: ProveDeps,
  { accountId, sessionId, password, client }: Proof,
): Promise<Result<StandingSession>> => {
  const { passwords, signInLimits, vault } = deps;
  const standing = await standingSession(deps, { accountId, sessionId });
  if (!standing.ok) return standing;
  const { account } = standing.value;
  const allowed = await signInLimits.take({ emailHash: vault.hash(account.email, 'address'), client });
  if (!allowed.ok) return allowed;
  const verified = await passwords.verify(password, account.passwordHash);
  if (!verified.ok) return verified;
  return verified.value ? ok(standing.value) : credentialsInvalid();
};
