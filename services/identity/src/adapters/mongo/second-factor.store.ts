import { accountSecurityChangedV1 } from '@wadah/contracts';
import { assertNever, idLike, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, dueIndex, newDecision, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { SecondFactorStore } from '../../app/second-factor-ports.ts';
import { evolveSecondFactor, noSecondFactor, type SecondFactor, type SecondFactorEvent } from '../../domain/second-factor.ts';

export const SECOND_FACTORS = 'second_factors';
export const REMOVAL_DUE_COLUMN = 'removalDueAt';

export const secondFactorIndexes: readonly IndexSpec[] = [outboxIndex(SECOND_FACTORS), dueIndex(SECOND_FACTORS, REMOVAL_DUE_COLUMN)];

/** Its own document and source of events, for the account counts its own. */
export const factorIdOf = (accountId: string): string => idLike('sfa', accountId);

type Change = Parameters<typeof accountSecurityChangedV1.from>[0]['data']['change'];

const told = (accountId: string, change: Change, time: Date) =>
  accountSecurityChangedV1.from({ subject: factorIdOf(accountId), time, data: { accountId, change } });

type Removed = { readonly was: string | null; readonly removal: string; readonly dueAt?: Date };

type Decided = { readonly accountId: string; readonly operatorId: string; readonly at: Date; readonly reason?: string };

const decided = (action: string, { accountId, operatorId, at, reason = '' }: Decided, { was, ...after }: Removed) => ({
  entry: newDecision({
    action,
    subjectId: accountId,
    actorId: operatorId,
    actorRole: 'operator',
    at,
    reason,
    before: { removal: was },
    after,
  }),
});

const toOutbox = (event: SecondFactorEvent) => {
  switch (event.type) {
    case 'SecondFactorAdded':
      return [told(event.accountId, 'second_factor_added', event.at)];
    case 'RecoveryCodeUsed':
      return [told(event.accountId, 'recovery_code_used', event.at)];
    case 'RemovalRequested':
      return [
        told(event.accountId, 'second_factor_removal_requested', event.at),
        decided('second_factor_removal_requested', event, { was: null, removal: 'requested' }),
      ];
    case 'RemovalApproved':
      return [decided('second_factor_removal_approved', event, { was: 'requested', removal: 'approved', dueAt: event.dueAt })];
    case 'SecondFactorRemoved':
      return [told(event.accountId, 'second_factor_removed', event.at)];
    case 'SecondFactorBegun':
    case 'CodeUsed':
    case 'SecretResealed':
      return [];
    default:
      return assertNever(event);
  }
};

const columns = (factor: SecondFactor) => ({
  [REMOVAL_DUE_COLUMN]: factor.status === 'active' ? factor.removal?.dueAt : undefined,
});

export const secondFactorStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<SecondFactor, SecondFactorEvent>({
    mongo,
    collection: SECOND_FACTORS,
    initial: noSecondFactor,
    evolve: evolveSecondFactor,
    toOutbox,
    columns,
    now,
    entries: decisionLog(mongo),
  });
  const factors: SecondFactorStore = {
    accountIds: async (after, limit) => {
      const later = after === undefined ? {} : { _id: { $gt: factorIdOf(after) } };
      const found = await store.find(later, { limit });
      return found.map(({ id }) => idLike('acc', id));
    },
    load: (accountId) => store.load(factorIdOf(accountId)),
    update: (accountId, decide) => store.update(factorIdOf(accountId), decide),
  };
  return { factors, collection: store.collection, outbox: store.outbox };
};
