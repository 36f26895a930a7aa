import { ok, type Now, type Result } from '@wadah/kit';
import { accountNotFound, type Account, type KnownAccount } from '../domain/account.ts';
import { decideBlockAccount, decideReinstateAccount } from '../domain/block-account.ts';
import { decideBlockMember, decideUnblockMember } from '../domain/members.ts';
import { ownCase } from '../domain/own-case.ts';
import { admitOperator } from './acting.ts';
import type { Accounts, Organisations } from './ports.ts';

export type BlockDeps = { readonly accounts: Accounts; readonly organisations: Organisations; readonly now: Now };

export type BlockCommand = { readonly accountId: string; readonly operatorId: string; readonly reason: string };

export type BlockUseCase = (command: BlockCommand) => Promise<Result<KnownAccount>>;

const known = (account: Result<Account>): Result<KnownAccount> => {
  if (!account.ok) return account;
  return account.value.status === 'absent' ? accountNotFound() : ok(account.value);
};

/** Each organisation says whether it can do without this member; where one can't, all stay as they were. */
const blockMember = async ({ organisations }: BlockDeps, accountId: string): Promise<Result<void>> => {
  const memberships = await organisations.membershipsOf(accountId);
  for (const { organisationId } of memberships) {
    const blocked = await organisations.update(organisationId, (found) => decideBlockMember(found, accountId));
    if (!blocked.ok) {
      await unblockMember({ organisations }, accountId);
      return blocked;
    }
  }
  return ok(undefined);
};

const unblockMember = async ({ organisations }: Pick<BlockDeps, 'organisations'>, accountId: string): Promise<void> => {
  for (const { organisationId } of await organisations.membershipsOf(accountId)) {
    await organisations.update(organisationId, (found) => decideUnblockMember(found, accountId));
  }
};

/** A crash after the organisations leaves the account to be blocked by asking again. */
export const blockAccount =
  (deps: BlockDeps): BlockUseCase =>
  async (command) => {
    const { accounts, now } = deps;
    const { accountId, operatorId } = command;
    const admitted = await admitOperator(deps.organisations, operatorId);
    if (!admitted.ok) return admitted;
    if (accountId === operatorId) return ownCase();
    if ((await accounts.load(accountId)).status === 'absent') return accountNotFound();
    const may = await blockMember(deps, accountId);
    if (!may.ok) return may;
    return known(await accounts.update(accountId, (account) => decideBlockAccount(account, { ...command, at: now() })));
  };

export const reinstateAccount =
  (deps: BlockDeps): BlockUseCase =>
  async (command) => {
    const { accounts, organisations, now } = deps;
    const admitted = await admitOperator(organisations, command.operatorId);
    if (!admitted.ok) return admitted;
    const reinstated = known(
      await accounts.update(command.accountId, (account) => decideReinstateAccount(account, { ...command, at: now() })),
    );
    if (reinstated.ok) await unblockMember(deps, command.accountId);
    return reinstated;
  };
