import { ok, reject, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { cancelled, completed } from './end-seller-order.ts';
import { findSellerOrder, wrongState, type Found } from './find-seller-order.ts';
import type { Order, PaidOrder } from './order.ts';
import { amountsOf, orderRefOf, partRefOf, type OrderEvent } from './order-event.ts';
import { totalOf, type Decision, type DecisionOutcome, type DecisionProposal, type Progress, type SellerOrder } from './seller-order.ts';

type Deciding = {
  readonly sellerOrderId: string;
  readonly actorId: string;
  /** Whether the operator sells for this seller, as far as order knows. */
  readonly sellsForIt: boolean;
  readonly at: Date;
};

export type DecideContested = Deciding & {
  readonly outcome: DecisionOutcome;
  readonly note: string;
  /** Above this sum of goods, shipping and tax another operator has to approve. */
  readonly approvalAboveRupiah: number;
};

export type ApproveDecision = Deciding & {
  /** Whether who proposed it sells for this seller by now. */
  readonly proposerSellsForIt: boolean;
};

type Contested = { readonly order: PaidOrder; readonly sellerOrder: SellerOrder; readonly contest: Progress & { status: 'contested' } };

const ownCase = () => reject('forbidden', 'own-case', 'Nobody decides where they are a party.');

const alreadyDecided = () => reject('conflict', 'already-decided', 'An operator has decided this; a decision is final.');

/** Where nothing moves any more: the very decision again is no error, another one comes too late. */
const settled = ({ sellerOrder, ...found }: Found, isSame: (decision: Decision) => boolean): Result<readonly OrderEvent[]> => {
  const { decision } = sellerOrder;
  if (decision === undefined) return wrongState({ sellerOrder, ...found });
  return isSame(decision) ? ok([]) : alreadyDecided();
};

const caseOf = (found: Found): Contested | undefined => {
  const { order, sellerOrder } = found;
  const { progress } = sellerOrder;
  return order.status === 'paid' && progress.status === 'contested' ? { order, sellerOrder, contest: progress } : undefined;
};

const factsOf = ({ order, sellerOrder, contest }: Contested) => ({
  order: orderRefOf(order),
  part: partRefOf(sellerOrder),
  reason: contest.reason,
  amounts: amountsOf(sellerOrder),
  ...(contest.proposal === undefined ? {} : { waiting: contest.proposal }),
});

/** The record and what it leads to are one write: money moves with the decision or not at all. */
const decided = (contested: Contested, decision: Decision, at: Date): readonly OrderEvent[] => {
  const { order, sellerOrder } = contested;
  const end =
    decision.outcome === 'release'
      ? completed(order, sellerOrder, { by: 'decision', at })
      : cancelled(order, sellerOrder, { reason: 'decision', countedAgainstSeller: false, at });
  return withClosing(order, [{ type: 'DecisionMade', ...factsOf(contested), decision, at }, end]);
};

const isSameDecision = (known: DecisionProposal, { actorId, outcome, note }: DecideContested): boolean =>
  known.actorId === actorId && known.outcome === outcome && known.note === note;

/** An operator ends what only a decision can end. While a proposal waits for its approval, another one may take its place. */
export const decideContested = (order: Order, command: DecideContested): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { actorId, outcome, note, at } = command;
  if (command.sellsForIt || found.value.order.buyerId === actorId) return ownCase();
  const contested = caseOf(found.value);
  if (contested === undefined) return settled(found.value, (decision) => isSameDecision(decision, command));
  const proposal = { outcome, note, actorId, at };
  if (totalOf(contested.sellerOrder) <= command.approvalAboveRupiah) return ok(decided(contested, proposal, at));
  const waiting = contested.contest.proposal;
  if (waiting !== undefined && isSameDecision(waiting, command)) return ok([]);
  return ok([{ type: 'DecisionProposed', ...factsOf(contested), proposal, at }]);
};

/** A second operator makes the proposal count; who wrote it can't be that one. */
export const decideApproveDecision = (order: Order, command: ApproveDecision): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { actorId, at } = command;
  if (command.sellsForIt || found.value.order.buyerId === actorId) return ownCase();
  const contested = caseOf(found.value);
  if (contested === undefined) return settled(found.value, ({ approvedBy }) => approvedBy === actorId);
  const { proposal } = contested.contest;
  if (proposal === undefined || command.proposerSellsForIt) {
    return reject('conflict', 'nothing-to-approve', 'No decision is waiting for an approval.');
  }
  if (proposal.actorId === actorId) return reject('forbidden', 'own-proposal', 'Another operator has to approve this decision.');
  return ok(decided(contested, { ...proposal, approvedBy: actorId }, at));
};
