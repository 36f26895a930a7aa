import { mapResult, ok, type Now, type Result } from '@wadah/kit';
import { decideChangeMember, decideRemoveMember, readable } from '../domain/members.ts';
import type { KnownOrganisation } from '../domain/organisation.ts';
import type { MemberRole } from '../domain/roles.ts';
import { managerOf, type Acting } from './acting.ts';
import type { Accounts, Organisations } from './ports.ts';

export type MemberDeps = { readonly organisations: Organisations; readonly accounts: Pick<Accounts, 'load'>; readonly now: Now };

export type Member = {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly blocked: boolean;
};

export type MemberCommand = { readonly organisationId: string; readonly accountId: string; readonly acting: Acting };

export type MemberPage = {
  readonly organisationId: string;
  readonly acting: Acting;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

export type ListMembersUseCase = (page: MemberPage) => Promise<Result<readonly Member[]>>;
export type ChangeMemberUseCase = (command: MemberCommand & { readonly role: MemberRole }) => Promise<Result<Member>>;
export type RemoveMemberUseCase = (command: MemberCommand) => Promise<Result<void>>;

const withPerson =
  ({ accounts }: Pick<MemberDeps, 'accounts'>, { members, blocked = [] }: KnownOrganisation) =>
  async (accountId: string): Promise<readonly Member[]> => {
    const role = members[accountId];
    if (role === undefined) return [];
    const account = await accounts.load(accountId);
    const { email, name } = account.status === 'absent' ? { email: '', name: '' } : account;
    return [{ accountId, email, name, role, blocked: blocked.includes(accountId) }];
  };

export const listMembers =
  (deps: MemberDeps): ListMembersUseCase =>
  async ({ organisationId, acting, after = '', limit }) => {
    const [organisation, manager] = await Promise.all([deps.organisations.load(organisationId), managerOf(deps.organisations, acting)]);
    const shown = readable(organisation, manager);
    if (!shown.ok) return shown;
    const ids = Object.keys(shown.value.members).filter((accountId) => accountId > after);
    const page = await Promise.all(ids.toSorted().slice(0, limit).map(withPerson(deps, shown.value)));
    return ok(page.flat());
  };

export const changeMember =
  (deps: MemberDeps): ChangeMemberUseCase =>
  async ({ organisationId, accountId, role, acting }) => {
    const { organisations, now } = deps;
    const command = { manager: await managerOf(organisations, acting), accountId, role, at: now() };
    const changed = await organisations.update(organisationId, (organisation) => decideChangeMember(organisation, command));
    if (!changed.ok) return changed;
    const [member] = changed.value.status === 'known' ? await withPerson(deps, changed.value)(accountId) : [];
    return ok(member ?? { accountId, email: '', name: '', role, blocked: false });
  };

export const removeMember =
  ({ organisations, now }: MemberDeps): RemoveMemberUseCase =>
  async ({ organisationId, accountId, acting }) => {
    const command = { manager: await managerOf(organisations, acting), accountId, at: now() };
    const removed = await organisations.update(organisationId, (organisation) => decideRemoveMember(organisation, command));
    return mapResult(removed, () => undefined);
  };
