import { newDecision, type OutboxDraft } from '@wadah/mongo';
import type { Amounts, DecisionMade, DecisionProposed } from '../../domain/order-event.ts';

const sumOf = ({ goodsRupiah, shippingRupiah, taxRupiah }: Amounts): number => goodsRupiah + shippingRupiah + taxRupiah;

const foundBy = ({ reason, waiting }: DecisionMade | DecisionProposed) => ({
  status: 'contested',
  reason,
  ...(waiting === undefined ? {} : { proposedOutcome: waiting.outcome, proposedBy: waiting.actorId }),
});

/** For the record of decisions alone: its words and its actor never leave in an event. */
export const proposedEntry = (event: DecisionProposed): OutboxDraft => {
  const { part, reason, amounts, proposal, at } = event;
  return {
    entry: newDecision({
      action: 'seller_order_decision_proposed',
      subjectId: part.sellerOrderId,
      actorId: proposal.actorId,
      actorRole: 'operator',
      at,
      reason: proposal.note,
      before: foundBy(event),
      after: { status: 'contested', reason, proposedOutcome: proposal.outcome, amountRupiah: sumOf(amounts) },
    }),
  };
};

export const madeEntry = (event: DecisionMade): OutboxDraft => {
  const { part, amounts, decision, at } = event;
  const { outcome, note, approvedBy } = decision;
  const approved = approvedBy === undefined ? {} : { proposedBy: decision.actorId };
  return {
    entry: newDecision({
      action: approvedBy === undefined ? 'seller_order_decided' : 'seller_order_decision_approved',
      subjectId: part.sellerOrderId,
      actorId: approvedBy ?? decision.actorId,
      actorRole: 'operator',
      at,
      reason: note,
      before: foundBy(event),
      after: { status: outcome === 'release' ? 'completed' : 'cancelled', outcome, amountRupiah: sumOf(amounts), ...approved },
    }),
  };
};
