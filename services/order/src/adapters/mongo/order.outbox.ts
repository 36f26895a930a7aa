import {
  orderCancelledV1,
  orderClosedV1,
  orderConfirmedV1,
  orderExpiredV1,
  orderPaidV1,
  orderPlacedV1,
  orderRejectedV1,
  sellerOrderAcceptedV1,
  sellerOrderCancelledV1,
  sellerOrderCompletedV1,
  sellerOrderContestedV1,
  sellerOrderDecisionOverdueV1,
  sellerOrderDeliveredV1,
  sellerOrderOpenedV1,
  sellerOrderShippedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { assertNever } from '@wadah/kit';
import type { OutboxDraft } from '@wadah/mongo';
import { amountsOf, type OrderEvent, type OrderPlaced, type SellerOrderEvent, type SellerOrderOpened } from '../../domain/order-event.ts';
import { madeEntry, proposedEntry } from './decision.entries.ts';

const headOf = (event: OrderEvent) => ({ subject: event.order.orderId, time: event.at });

const placed = (event: OrderPlaced): OutgoingEvent => {
  const lines = event.parts.flatMap(({ sellerId, lines: own }) =>
    own.map(({ variantId, listingId, quantity, unitPriceRupiah }) => ({ variantId, listingId, sellerId, quantity, unitPriceRupiah })),
  );
  return orderPlacedV1.from({ ...headOf(event), data: { ...event.order, lines, placedAt: event.at.toISOString() } });
};

const opened = (event: SellerOrderOpened): OutgoingEvent =>
  sellerOrderOpenedV1.from({
    ...headOf(event),
    data: {
      ...event.order,
      ...amountsOf(event.part),
      lines: event.part.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
      deliveryMethod: event.part.deliveryMethod,
      acceptBy: event.dueAt.toISOString(),
    },
  });

const sellerOrderOutbox = (event: SellerOrderEvent): readonly OutboxDraft[] => {
  const head = headOf(event);
  const who = { ...event.order, ...event.part };
  switch (event.type) {
    case 'SellerOrderAccepted':
      return [sellerOrderAcceptedV1.from({ ...head, data: who })];
    case 'SellerOrderShipped': {
      const { at: _shippedAt, ...tracking } = event.shipment;
      return [sellerOrderShippedV1.from({ ...head, data: { ...who, deliveryMethod: event.deliveryMethod, ...tracking } })];
    }
    case 'SellerOrderDelivered':
      return [sellerOrderDeliveredV1.from({ ...head, data: { ...who, completesAt: event.dueAt.toISOString() } })];
    case 'SellerOrderContested':
      return [sellerOrderContestedV1.from({ ...head, data: { ...who, reason: event.reason } })];
    case 'DecisionProposed':
      return [proposedEntry(event)];
    case 'DecisionMade':
      return [madeEntry(event)];
    case 'DecisionOverdue':
      return [sellerOrderDecisionOverdueV1.from({ ...head, data: { ...who, contestedAt: event.contestedAt.toISOString() } })];
    case 'SellerOrderCompleted':
      return [sellerOrderCompletedV1.from({ ...head, data: { ...who, ...event.amounts, by: event.by } })];
    case 'SellerOrderCancelled': {
      const { amounts, lines, reason, restock, countedAgainstSeller } = event;
      return [
        sellerOrderCancelledV1.from({ ...head, data: { ...who, ...amounts, lines: [...lines], reason, restock, countedAgainstSeller } }),
      ];
    }
    case 'PickUpCodeMissed':
      return [];
    default:
      return assertNever(event);
  }
};

/** Domain event → contract, one case per event. What only the order itself needs to know is not told to the world. */
export const toOutbox = (event: OrderEvent): readonly OutboxDraft[] => {
  const head = headOf(event);
  switch (event.type) {
    case 'OrderPlaced':
      return [placed(event)];
    case 'OrderConfirmed': {
      const { paymentMethod, totalRupiah, amounts } = event;
      return [orderConfirmedV1.from({ ...head, data: { ...event.order, paymentMethod, totalRupiah, sellerOrders: [...amounts] } })];
    }
    case 'OrderRejected': {
      const { reason, lines } = event.rejection;
      return [orderRejectedV1.from({ ...head, data: { ...event.order, reason, lines: [...lines] } })];
    }
    case 'OrderPaid': {
      const { paymentId, totalRupiah, amounts } = event;
      return [orderPaidV1.from({ ...head, data: { ...event.order, paymentId, totalRupiah, sellerOrders: [...amounts] } })];
    }
    case 'OrderExpired':
      return [orderExpiredV1.from({ ...head, data: event.order })];
    case 'OrderCancelled':
      return [orderCancelledV1.from({ ...head, data: { ...event.order, reason: event.reason } })];
    case 'OrderClosed':
      return [orderClosedV1.from({ ...head, data: { ...event.order, outcome: event.outcome } })];
    case 'SellerOrderOpened':
      return [opened(event)];
    case 'PaymentInstructed':
    case 'RefundMirrored':
      return [];
    default:
      return sellerOrderOutbox(event);
  }
};
