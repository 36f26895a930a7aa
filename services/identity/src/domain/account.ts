import { assertNever, reject, type Result } from '@wadah/kit';
import type { Locale } from './sealed.ts';
import type { SessionEnd } from './session.ts';

/** That all which enters an account is closed: its sessions but one, and its codes. An intent, carried out after the write that makes it. */
export type Closing = { readonly reason: SessionEnd; readonly keptSessionId?: string; readonly at: Date };

/** A code that a closing still has to make, under an id fixed with the intent. */
export type OwedCode = { readonly codeId: string; readonly purpose: 'mail_change_notice' | 'password_reset'; readonly email: string };

/** The holder of an earlier address may have it back until then. The address itself stands with the code. */
export type Reversal = { readonly codeId: string; readonly endsAt: Date };

export type ActiveAccount = {
  readonly status: 'active';
  readonly accountId: string;
  /** Lower case; unique. */
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  /** Absent once an address was restored: who had changed it knew the password, so nobody enters before the owner sets a new one. */
  readonly passwordHash?: string;
  readonly registeredAt: Date;
  /** Rises with each closing; sessions and codes of an earlier one are worth nothing. Absent is 0. */
  readonly generation?: number;
  /** The latest. */
  readonly closing?: Closing & { readonly isDone: boolean };
  readonly owedCodes?: readonly OwedCode[];
  /** Oldest change first. */
  readonly reversals?: readonly Reversal[];
};

/** By an operator; everything is kept, and nobody enters. */
export type BlockedAccount = Omit<ActiveAccount, 'status'> & { readonly status: 'blocked' };

export type KnownAccount = ActiveAccount | BlockedAccount;

export type Account = { readonly status: 'absent' } | KnownAccount;

type Imposed = { readonly accountId: string; readonly operatorId: string; readonly reason: string; readonly at: Date };

export type AccountEvent =
  | {
      readonly type: 'AccountRegistered';
      readonly accountId: string;
      readonly email: string;
      readonly name: string;
      readonly locale: Locale;
      readonly passwordHash: string;
      readonly at: Date;
    }
  | { readonly type: 'ProfileChanged'; readonly name?: string; readonly locale?: Locale }
  | {
      readonly type: 'PasswordChanged';
      readonly accountId: string;
      readonly how: 'password_changed' | 'password_reset';
      readonly passwordHash: string;
      readonly closing: Closing;
    }
  | { readonly type: 'EmailChanged'; readonly email: string; readonly reversal: Reversal; readonly closing: Closing }
  | {
      readonly type: 'EmailRestored';
      readonly accountId: string;
      readonly email: string;
      /** The reversals that are left. */
      readonly reversals: readonly Reversal[];
      readonly resetCodeId: string;
      readonly closing: Closing;
    }
  | ({ readonly type: 'AccountBlocked' } & Imposed)
  | ({ readonly type: 'AccountReinstated' } & Imposed)
  | { readonly type: 'ClosingBegun'; readonly closing: Closing }
  | { readonly type: 'EntriesClosed'; readonly generation: number; readonly codeIds: readonly string[] };

export const noAccount: Account = { status: 'absent' };

export const accountNotFound = (): Result<never> => reject('not_found', 'account-not-found', 'No such account.');

export const generationOf = (account: Account): number => (account.status === 'absent' ? 0 : (account.generation ?? 0));

/** Whatever closes the entries of an account raises its generation by the same write, so a session or code of before is dead at once. */
export const closed = <A extends KnownAccount>(account: A, closing: Closing): A => ({
  ...account,
  generation: generationOf(account) + 1,
  closing: { ...closing, isDone: false },
});

const owing = <A extends KnownAccount>(account: A, code: OwedCode): A => ({ ...account, owedCodes: [...(account.owedCodes ?? []), code] });

const emailChanged = (account: KnownAccount, { email, reversal, closing }: AccountEvent & { type: 'EmailChanged' }): KnownAccount => {
  const running = (account.reversals ?? []).filter(({ endsAt }) => endsAt > closing.at);
  const changed = { ...closed(account, closing), email, reversals: [...running, reversal] };
  return owing(changed, { codeId: reversal.codeId, purpose: 'mail_change_notice', email: account.email });
};

const emailRestored = (account: KnownAccount, event: AccountEvent & { type: 'EmailRestored' }): KnownAccount => {
  const { passwordHash: _known, ...kept } = closed(account, event.closing);
  const { email, reversals, resetCodeId: codeId } = event;
  return owing({ ...kept, email, reversals }, { codeId, purpose: 'password_reset', email });
};

const entriesClosed = (account: KnownAccount, { generation, codeIds }: AccountEvent & { type: 'EntriesClosed' }): KnownAccount => {
  const owedCodes = (account.owedCodes ?? []).filter(({ codeId }) => !codeIds.includes(codeId));
  if (account.closing === undefined) return { ...account, owedCodes };
  const isDone = account.closing.isDone || generationOf(account) === generation;
  return { ...account, owedCodes, closing: { ...account.closing, isDone } };
};

export const evolveAccount = (account: Account, event: AccountEvent): Account => {
  if (event.type === 'AccountRegistered') {
    const { type: _type, at, ...person } = event;
    return { status: 'active', ...person, registeredAt: at };
  }
  if (account.status === 'absent') return account;
  switch (event.type) {
    case 'ProfileChanged': {
      const { name = account.name, locale = account.locale } = event;
      return { ...account, name, locale };
    }
    case 'PasswordChanged':
      return { ...closed(account, event.closing), passwordHash: event.passwordHash };
    case 'EmailChanged':
      return emailChanged(account, event);
    case 'EmailRestored':
      return emailRestored(account, event);
    case 'AccountBlocked':
      return { ...closed(account, { reason: 'account_blocked', at: event.at }), status: 'blocked' };
    case 'AccountReinstated':
      return { ...account, status: 'active' };
    case 'ClosingBegun':
      return closed(account, event.closing);
    case 'EntriesClosed':
      return entriesClosed(account, event);
    default:
      return assertNever(event);
  }
};
