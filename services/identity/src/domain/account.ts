import type { Locale } from './sealed.ts';

export type ActiveAccount = {
  readonly status: 'active';
  readonly accountId: string;
  /** Lower case; unique. */
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly passwordHash: string;
  readonly registeredAt: Date;
};

export type Account = { readonly status: 'absent' } | ActiveAccount;

export type AccountEvent = {
  readonly type: 'AccountRegistered';
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly passwordHash: string;
  readonly at: Date;
};

export const noAccount: Account = { status: 'absent' };

export const evolveAccount = (_account: Account, { type: _type, at, ...person }: AccountEvent): Account => ({
  status: 'active',
  ...person,
  registeredAt: at,
});
