import { jakartaDay } from '@wadah/kit';
import type { PaidOrder } from './order.ts';
import {
  amountsOf,
  orderRefOf,
  partRefOf,
  type QuantityLine,
  type SellerOrderCancelled,
  type SellerOrderCompleted,
} from './order-event.ts';
import type { CancellationReason, CompletedBy, SellerOrder } from './seller-order.ts';

/** What the seller no longer has, or an operator decides about, does not go back on sale. */
const keptOffSale: readonly CancellationReason[] = ['out_of_stock', 'damaged', 'decision'];

/** A departure whose date has passed can't be sold again. */
const restockable = (sellerOrder: SellerOrder, at: Date): readonly QuantityLine[] =>
  sellerOrder.lines
    .filter(({ serviceDate }) => serviceDate === undefined || serviceDate >= jakartaDay(at))
    .map(({ variantId, quantity }) => ({ variantId, quantity }));

export type Cancellation = { readonly reason: CancellationReason; readonly countedAgainstSeller: boolean; readonly at: Date };

/** The one road on which paid money goes back: payment refunds exactly this part. */
export const cancelled = (order: PaidOrder, sellerOrder: SellerOrder, cancellation: Cancellation): SellerOrderCancelled => {
  const back = keptOffSale.includes(cancellation.reason) ? [] : restockable(sellerOrder, cancellation.at);
  return {
    type: 'SellerOrderCancelled',
    order: orderRefOf(order),
    part: partRefOf(sellerOrder),
    amounts: amountsOf(sellerOrder),
    lines: back.length > 0 ? back : sellerOrder.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    restock: back.length > 0,
    ...cancellation,
  };
};

export const completed = (order: PaidOrder, sellerOrder: SellerOrder, end: { by: CompletedBy; at: Date }): SellerOrderCompleted => ({
  type: 'SellerOrderCompleted',
  order: orderRefOf(order),
  part: partRefOf(sellerOrder),
  amounts: amountsOf(sellerOrder),
  ...end,
});
