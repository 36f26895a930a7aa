import { assertNever } from '@wadah/kit';
import type { PickUpCodeMissed, SellerOrderContested, SellerOrderEvent, SellerOrderOpened } from './order-event.ts';
import type { DecisionProposal, SellerOrder } from './seller-order.ts';

export const openSellerOrder = (event: SellerOrderOpened): SellerOrder => ({
  ...event.part,
  openedAt: event.at,
  codeTries: 0,
  progress: { status: 'opened', dueAt: event.dueAt },
});

const contested = (sellerOrder: SellerOrder, { reason, note, remindAt, at }: SellerOrderContested): SellerOrder => ({
  ...sellerOrder,
  contest: { reason, at, ...(note === undefined ? {} : { note }) },
  progress: { status: 'contested', reason, remindAt },
});

const inContest = (sellerOrder: SellerOrder, change: { proposal: DecisionProposal } | { remindAt: Date }): SellerOrder =>
  sellerOrder.progress.status === 'contested' ? { ...sellerOrder, progress: { ...sellerOrder.progress, ...change } } : sellerOrder;

/** A lock begins the count anew: when it is over there are as many tries again. */
const missed = (sellerOrder: SellerOrder, { lockedUntil }: PickUpCodeMissed): SellerOrder =>
  lockedUntil === undefined
    ? { ...sellerOrder, codeTries: sellerOrder.codeTries + 1 }
    : { ...sellerOrder, codeTries: 0, codeLockedUntil: lockedUntil };

const next = (sellerOrder: SellerOrder, event: SellerOrderEvent): SellerOrder => {
  switch (event.type) {
    case 'SellerOrderAccepted':
      return { ...sellerOrder, acceptedAt: event.at, progress: { status: 'accepted', dueAt: event.dueAt } };
    case 'SellerOrderShipped':
      return { ...sellerOrder, shipment: event.shipment, progress: { status: 'shipped', dueAt: event.dueAt } };
    case 'SellerOrderDelivered':
      return { ...sellerOrder, deliveredAt: event.at, progress: { status: 'delivered', dueAt: event.dueAt } };
    case 'SellerOrderContested':
      return contested(sellerOrder, event);
    case 'DecisionProposed':
      return inContest(sellerOrder, { proposal: event.proposal });
    case 'DecisionOverdue':
      return inContest(sellerOrder, { remindAt: event.remindAt });
    case 'DecisionMade':
      return { ...sellerOrder, decision: event.decision };
    case 'SellerOrderCompleted':
      return { ...sellerOrder, progress: { status: 'completed', by: event.by, endedAt: event.at } };
    case 'SellerOrderCancelled':
      return { ...sellerOrder, progress: { status: 'cancelled', reason: event.reason, endedAt: event.at } };
    case 'PickUpCodeMissed':
      return missed(sellerOrder, event);
    default:
      return assertNever(event);
  }
};

export const evolveSellerOrder = (sellerOrders: readonly SellerOrder[], event: SellerOrderEvent): readonly SellerOrder[] =>
  sellerOrders.map((sellerOrder) => (sellerOrder.sellerOrderId === event.part.sellerOrderId ? next(sellerOrder, event) : sellerOrder));
