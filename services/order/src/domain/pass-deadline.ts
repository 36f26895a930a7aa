import { assertNever, ok, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { dueAtOf } from './deadline.ts';
import { contested } from './contest-seller-order.ts';
import { cancelled, completed } from './end-seller-order.ts';
import type { Order, PaidOrder } from './order.ts';
import { orderRefOf, partRefOf, type OrderEvent } from './order-event.ts';
import type { SellerOrder } from './seller-order.ts';
import { decisionRemindedAt } from './waits.ts';

/** A parcel that was never sent is the seller's fault; whom the buyer did not come to see is not. */
const notHandedOver = (order: PaidOrder, sellerOrder: SellerOrder, at: Date): OrderEvent => {
  switch (sellerOrder.deliveryMethod) {
    case 'courier':
    case 'own_delivery':
      return cancelled(order, sellerOrder, { reason: 'not_shipped', countedAgainstSeller: true, at });
    case 'pick_up':
      return contested(order, sellerOrder, { reason: 'not_picked_up', at });
    case 'on_site':
      return contested(order, sellerOrder, { reason: 'not_served', at });
  }
};

/** It stays with the operators, never ends by itself, and is brought to mind every three days. */
const overdue = (order: PaidOrder, sellerOrder: SellerOrder, at: Date): OrderEvent => ({
  type: 'DecisionOverdue',
  order: orderRefOf(order),
  part: partRefOf(sellerOrder),
  contestedAt: sellerOrder.contest?.at ?? at,
  remindAt: decisionRemindedAt(at),
  at,
});

const passed = (order: PaidOrder, sellerOrder: SellerOrder, at: Date): readonly OrderEvent[] => {
  const dueAt = dueAtOf(sellerOrder);
  if (dueAt === undefined || dueAt > at) return [];
  switch (sellerOrder.progress.status) {
    case 'opened':
      return [cancelled(order, sellerOrder, { reason: 'not_accepted', countedAgainstSeller: false, at })];
    case 'accepted':
      return [notHandedOver(order, sellerOrder, at)];
    case 'shipped':
      return [contested(order, sellerOrder, { reason: 'not_delivered', at })];
    case 'delivered':
      return [completed(order, sellerOrder, { by: 'time', at })];
    case 'contested':
      return [overdue(order, sellerOrder, at)];
    case 'completed':
    case 'cancelled':
      return [];
    default:
      return assertNever(sellerOrder.progress);
  }
};

/** Decides on the loaded order: a wait that ended meanwhile, or was prolonged, is nothing to do. */
export const decidePassDeadline = (order: Order, command: { readonly at: Date }): Result<readonly OrderEvent[]> => {
  const { at } = command;
  switch (order.status) {
    case 'placed':
      if (order.dueAt > at) return ok([]);
      return ok([{ type: 'OrderRejected', order: orderRefOf(order), rejection: { reason: 'timeout', lines: [] }, at }]);
    case 'confirmed':
      return ok(order.dueAt > at ? [] : [{ type: 'OrderCancelled', order: orderRefOf(order), reason: 'no_instructions', at }]);
    case 'paid':
      return ok(
        withClosing(
          order,
          order.sellerOrders.flatMap((sellerOrder) => passed(order, sellerOrder, at)),
        ),
      );
    case 'absent':
    case 'awaiting_payment':
    case 'closed':
    case 'rejected':
    case 'expired':
    case 'cancelled':
      return ok([]);
    default:
      return assertNever(order);
  }
};
