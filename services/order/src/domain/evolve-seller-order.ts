import { assertNever } from '@wadah/kit';
import type { SellerOrderEvent, SellerOrderOpened } from './order-event.ts';
import type { SellerOrder } from './seller-order.ts';

export const openSellerOrder = (event: SellerOrderOpened): SellerOrder => ({
  ...event.part,
  openedAt: event.at,
  codeTries: 0,
  progress: { status: 'opened', dueAt: event.dueAt },
});

const next = (sellerOrder: SellerOrder, event: SellerOrderEvent): SellerOrder => {
  switch (event.type) {
    case 'SellerOrderAccepted':
      return { ...sellerOrder, acceptedAt: event.at, progress: { status: 'accepted', dueAt: event.dueAt } };
    case 'SellerOrderShipped':
      return { ...sellerOrder, shipment: event.shipment, progress: { status: 'shipped', dueAt: event.dueAt } };
    case 'SellerOrderDelivered':
      return { ...sellerOrder, deliveredAt: event.at, progress: { status: 'delivered', dueAt: event.dueAt } };
    case 'SellerOrderContested':
      return { ...sellerOrder, progress: { status: 'contested', reason: event.reason } };
    case 'SellerOrderCompleted':
      return { ...sellerOrder, progress: { status: 'completed', by: event.by, endedAt: event.at } };
    case 'SellerOrderCancelled':
      return { ...sellerOrder, progress: { status: 'cancelled', reason: event.reason, endedAt: event.at } };
    case 'PickUpCodeMissed':
      return { ...sellerOrder, codeTries: sellerOrder.codeTries + 1 };
    default:
      return assertNever(event);
  }
};

export const evolveSellerOrder = (sellerOrders: readonly SellerOrder[], event: SellerOrderEvent): readonly SellerOrder[] =>
  sellerOrders.map((sellerOrder) => (sellerOrder.sellerOrderId === event.part.sellerOrderId ? next(sellerOrder, event) : sellerOrder));
