import { ok, type Now, type Result } from '@wadah/kit';
import { accountNotFound } from '../domain/account.ts';
import { decideCloseEntries } from '../domain/block-account.ts';
import { ownCase } from '../domain/own-case.ts';
import {
  decideApproveRemoval,
  decideRemove,
  decideRequestRemoval,
  removalIsDue,
  secondFactorAbsent,
  type Removal,
  type SecondFactor,
} from '../domain/second-factor.ts';
import { admitOperator } from './acting.ts';
import type { Accounts, Organisations } from './ports.ts';
import type { SecondFactorStore } from './second-factor-ports.ts';

export type RemovalDeps = {
  readonly factors: SecondFactorStore;
  readonly accounts: Accounts;
  readonly organisations: Pick<Organisations, 'load'>;
  readonly now: Now;
};

export type RemovalCommand = { readonly accountId: string; readonly operatorId: string };

export type RemovalState = Removal & { readonly accountId: string };

export type RequestRemovalUseCase = (command: RemovalCommand & { readonly reason: string }) => Promise<Result<RemovalState>>;

export type ApproveRemovalUseCase = (command: RemovalCommand) => Promise<Result<RemovalState>>;

const stateOf = (accountId: string, factor: Result<SecondFactor>): Result<RemovalState> => {
  if (!factor.ok) return factor;
  const { value } = factor;
  return value.status === 'active' && value.removal !== undefined ? ok({ accountId, ...value.removal }) : secondFactorAbsent();
};

const admit = async ({ accounts, organisations }: RemovalDeps, { accountId, operatorId }: RemovalCommand): Promise<Result<void>> => {
  const admitted = await admitOperator(organisations, operatorId);
  if (!admitted.ok) return admitted;
  if (accountId === operatorId) return ownCase();
  return (await accounts.load(accountId)).status === 'absent' ? accountNotFound() : ok(undefined);
};

/** Its holder is mailed at once. */
export const requestRemoval =
  (deps: RemovalDeps): RequestRemovalUseCase =>
  async (command) => {
    const { factors, now } = deps;
    const admitted = await admit(deps, command);
    if (!admitted.ok) return admitted;
    const { accountId } = command;
    return stateOf(accountId, await factors.update(accountId, (factor) => decideRequestRemoval(factor, { ...command, at: now() })));
  };

export const approveRemoval =
  (deps: RemovalDeps): ApproveRemovalUseCase =>
  async (command) => {
    const { factors, now } = deps;
    const admitted = await admit(deps, command);
    if (!admitted.ok) return admitted;
    const { accountId } = command;
    return stateOf(accountId, await factors.update(accountId, (factor) => decideApproveRemoval(factor, { ...command, at: now() })));
  };

/** Sessions end first: a crash in between leaves the removal due, and closing twice does no harm. */
export const removeDue =
  ({ factors, accounts, now }: Omit<RemovalDeps, 'organisations'>) =>
  async (accountId: string): Promise<void> => {
    const at = now();
    if (!removalIsDue(await factors.load(accountId), at)) return;
    await accounts.update(accountId, (account) => decideCloseEntries(account, { reason: 'second_factor_removed', at }));
    await factors.update(accountId, (factor) => decideRemove(factor, at));
  };
