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

export type ListMembersUseCase = (organisationId: string, acting: Acting) => Promise<Result<readonly Member[]>>;
export type ChangeMemberUseCase = (command: MemberCommand & { readonly role: MemberRole }) => Promise<Result<Member>>;
export type RemoveMemberUseCase = (command: MemberCommand) => Promise<Result<void>>;

const MEMBERS_MAX = 200;

const withPeople = async (
  { accounts }: Pick<MemberDeps, 'accounts'>,
  { members, blocked = [] }: KnownOrganisation,
  only?: string,
): Promise<readonly Member[]> => {
  const chosen = Object.entries(members).filter(([accountId]) => only === undefined || accountId === only);
  const found = await Promise.all(
    chosen.slice(0, MEMBERS_MAX).map(async ([accountId, role]) => ({ account: await accounts.load(accountId), accountId, role })),
  );
  return found.map(({ account, accountId, role }) => {
    const { email, name } = account.status === 'absent' ? { email: '', name: '' } : account;
    return { accountId, email, name, role, blocked: blocked.includes(accountId) };
  });
};

export const listMembers =
  (deps: MemberDeps): ListMembersUseCase =>
  async (organisationId, acting) => {
    const [organisation, manager] = await Promise.all([deps.organisations.load(organisationId), managerOf(deps.organisations, acting)]);
    const shown = readable(organisation, manager);
    return shown.ok ? ok(await withPeople(deps, shown.value)) : shown;
  };

export const changeMember =
  (deps: MemberDeps): ChangeMemberUseCase =>
  async ({ organisationId, accountId, role, acting }) => {
    const { organisations, now } = deps;
    const command = { manager: await managerOf(organisations, acting), accountId, role, at: now() };
    const changed = await organisations.update(organisationId, (organisation) => decideChangeMember(organisation, command));
    if (!changed.ok) return changed;
    const [member] = changed.value.status === 'known' ? await withPeople(deps, changed.value, accountId) : [];
    return ok(member ?? { accountId, email: '', name: '', role, blocked: false });
  };

export const removeMember =
  ({ organisations, now }: MemberDeps): RemoveMemberUseCase =>
  async ({ organisationId, accountId, acting }) => {
    const command = { manager: await managerOf(organisations, acting), accountId, at: now() };
    const removed = await organisations.update(organisationId, (organisation) => decideRemoveMember(organisation, command));
    return mapResult(removed, () => undefined);
  };
