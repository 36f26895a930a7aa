import { newDecision, type DecisionLog } from '@wadah/mongo';
import type { LookUps } from '../../app/find-accounts.ts';

/** A look at somebody's account changes nothing and is kept all the same. */
export const lookUps = (decisions: Pick<DecisionLog, 'record'>): LookUps => ({
  record: (lookUp) => decisions.record(newDecision({ action: 'account_looked_up', ...lookUp, reason: '', before: {}, after: {} })),
});
