import { ok, reject, type Result } from '@wadah/kit';
import type { MemberRole, Membership } from '../domain/roles.ts';
import type { Locale } from '../domain/sealed.ts';
import type { Accounts, Organisations } from './ports.ts';

export type Me = {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly roles: readonly ('buyer' | MemberRole)[];
  /** The platform's own are roles and no membership. */
  readonly memberships: readonly Membership[];
};

export type ReadMeDeps = { readonly accounts: Pick<Accounts, 'load'>; readonly organisations: Pick<Organisations, 'membershipsOf'> };

export type ReadMeUseCase = (accountId: string) => Promise<Result<Me>>;

export const readMe =
  ({ accounts, organisations }: ReadMeDeps): ReadMeUseCase =>
  async (accountId) => {
    const [account, all] = await Promise.all([accounts.load(accountId), organisations.membershipsOf(accountId)]);
    if (account.status === 'absent') return reject('not_found', 'account-not-found', 'No such account.');
    const { email, name, locale } = account;
    const roles = [...new Set(['buyer' as const, ...all.map(({ role }) => role)])];
    return ok({ accountId, email, name, locale, roles, memberships: all.filter(({ kind }) => kind !== 'platform') });
  };
