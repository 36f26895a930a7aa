import { ok, reject, type Result } from '@wadah/kit';
import type { MemberRole } from '../domain/roles.ts';
import type { Locale } from '../domain/sealed.ts';
import type { Accounts, Organisations } from './ports.ts';

export type Contact = { readonly accountId: string; readonly email: string; readonly name: string; readonly locale: Locale };

export type ReadContactUseCase = (accountId: string) => Promise<Result<Contact>>;

export type ReadOrganisationContactsUseCase = (
  organisationId: string,
  role?: MemberRole,
) => Promise<Result<readonly (Contact & { readonly role: MemberRole })[]>>;

const MEMBERS_MAX = 200;

export const readContact =
  (accounts: Accounts): ReadContactUseCase =>
  async (accountId) => {
    const account = await accounts.load(accountId);
    if (account.status === 'absent') return reject('not_found', 'account-not-found', 'No such account.');
    const { email, name, locale } = account;
    return ok({ accountId, email, name, locale });
  };

export const readOrganisationContacts =
  ({ accounts, organisations }: { readonly accounts: Accounts; readonly organisations: Organisations }): ReadOrganisationContactsUseCase =>
  async (organisationId, role) => {
    const organisation = await organisations.load(organisationId);
    if (organisation.status === 'absent') return reject('not_found', 'organisation-not-found', 'No such organisation.');
    const members = Object.entries(organisation.members).filter(([, held]) => role === undefined || held === role);
    const read = readContact(accounts);
    const found = await Promise.all(
      members.slice(0, MEMBERS_MAX).map(async ([accountId, held]) => ({ contact: await read(accountId), role: held })),
    );
    return ok(found.flatMap((member) => (member.contact.ok ? [{ ...member.contact.value, role: member.role }] : [])));
  };
