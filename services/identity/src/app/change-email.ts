import { mapResult, newId, type Now, type Result } from '@wadah/kit';
import { generationOf } from '../domain/account.ts';
import { decideChangeEmail, decideRestoreEmail } from '../domain/change-email.ts';
import { decideTryMailCode, isGood } from '../domain/mail-code.ts';
import { codeInvalid } from '../domain/try-code.ts';
import { makeMailCode, type MakeMailCodeDeps } from './make-mail-code.ts';
import { standingSession, type StandingDeps } from './open-session.ts';
import type { Accounts, MailCodes, MailLimits, SignInLimits, Vault } from './ports.ts';
import type { Me, ReadMeUseCase } from './read-me.ts';
import { codeContext } from './register-account.ts';

export type AskEmailDeps = MakeMailCodeDeps &
  StandingDeps & {
    readonly accounts: Accounts;
    readonly mailLimits: MailLimits;
    readonly vault: Vault;
    readonly now: Now;
  };

export type AskEmailUseCase = (asked: {
  readonly accountId: string;
  readonly sessionId: string;
  readonly email: string;
  readonly client: string;
}) => Promise<Result<void>>;

/** An address that has an account gets a mail that says so, and no code fits; who asks learns nothing. */
export const askEmail =
  (deps: AskEmailDeps): AskEmailUseCase =>
  async ({ accountId, sessionId, email, client }) => {
    const { accounts, mailLimits, vault, now } = deps;
    const standing = await standingSession(deps, { accountId, sessionId });
    if (!standing.ok) return standing;
    const { account } = standing.value;
    const isFree = (await accounts.byAddress(email)).status === 'absent';
    const mailed = await mailLimits.take({ emailHash: vault.hash(email, 'address'), client });
    const order = { codeId: newId('cod', now()), purpose: 'mail_change' as const, accountId, fits: mailed && isFree };
    const { locale } = account;
    return mapResult(await makeMailCode(deps, { ...order, generation: generationOf(account), email, locale, mailed }), () => undefined);
  };

export type ChangeEmailDeps = StandingDeps & {
  readonly accounts: Accounts;
  readonly mailCodes: MailCodes;
  readonly vault: Vault;
  readonly readMe: ReadMeUseCase;
};

export type ChangeEmailUseCase = (given: {
  readonly accountId: string;
  readonly sessionId: string;
  readonly code: string;
}) => Promise<Result<Me>>;

export const changeEmail =
  (deps: ChangeEmailDeps): ChangeEmailUseCase =>
  async ({ accountId, sessionId, code }) => {
    const { accounts, mailCodes, vault, readMe, now } = deps;
    const standing = await standingSession(deps, { accountId, sessionId });
    if (!standing.ok) return standing;
    const newest = await mailCodes.newestChangeOf(accountId);
    if (newest.status !== 'open') return codeInvalid();
    const { codeId } = newest;
    const codeHash = vault.hash(codeContext(codeId, code), 'code');
    const matches = vault.sameHash(newest.codeHash, codeHash);
    const tried = await mailCodes.update(codeId, (found) => decideTryMailCode(found, { matches, at: now() }));
    if (!tried.ok) return tried;
    if (!matches || !isGood(tried.value, now())) return codeInvalid();
    const email = vault.open(tried.value.email, `${codeId}:email`);
    const { generation } = tried.value;
    const command = { email, generation, keptSessionId: sessionId, reversalCodeId: newId('cod', now()), at: now() };
    const changed = await accounts.update(accountId, (account) => decideChangeEmail(account, command));
    // Somebody has registered with the address meanwhile: it answers like a wrong code.
    if (!changed.ok) return codeInvalid();
    return readMe(accountId);
  };

export type RestoreEmailDeps = Omit<ChangeEmailDeps, 'readMe' | 'sessions'> & { readonly signInLimits: SignInLimits };

export type RestoreEmailUseCase = (code: string, client: string) => Promise<Result<void>>;

/** The account itself knows which changes can be undone, so a code works once and in its time only. */
export const restoreEmail =
  ({ accounts, mailCodes, vault, signInLimits, now }: RestoreEmailDeps): RestoreEmailUseCase =>
  async (code, client) => {
    const allowed = await signInLimits.take({ client });
    if (!allowed.ok) return allowed;
    const found = await mailCodes.byCode(vault.hash(code, 'reversal'));
    if (!isGood(found, now())) return codeInvalid();
    const { accountId, codeId } = found;
    const email = vault.open(found.email, `${codeId}:email`);
    const command = { codeId, email, resetCodeId: newId('cod', now()), at: now() };
    const restored = await accounts.update(accountId, (account) => decideRestoreEmail(account, command));
    return mapResult(restored, () => undefined);
  };
