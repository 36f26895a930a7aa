import type { Rupiah } from '@wadah/kit';
import type { SellerOrder, SellerPart } from './seller-order.ts';
import type { TimelineEntry } from './timeline-entry.ts';

export type ShippingAddress = {
  readonly recipient: string;
  readonly phone: string;
  readonly street: string;
  readonly district: string;
  readonly regency: string;
  readonly postalCode: string;
};

export type RefundStatus = 'requested' | 'processing' | 'account_needed' | 'completed';

/** Payment's refund as its events tell it; `sequence` is the last event taken, so that a late one changes nothing. */
export type Refund = {
  readonly refundId: string;
  readonly status: RefundStatus;
  readonly amountRupiah: Rupiah;
  readonly sellerOrderId?: string;
  readonly sequence: number;
};

export type PaymentInstructions = { readonly vaNumber?: string; readonly qrString?: string; readonly expiresAt: Date };

export type OrderFault = 'insufficient_stock' | 'price_changed' | 'not_on_sale';

export type RejectedLine = {
  readonly variantId: string;
  readonly fault: OrderFault;
  readonly requested: number;
  readonly available?: number;
  readonly oldPriceRupiah?: Rupiah;
  readonly newPriceRupiah?: Rupiah;
};

export type OrderRejection = { readonly reason: OrderFault | 'timeout'; readonly lines: readonly RejectedLine[] };

export type OrderCancelReason = 'buyer_request' | 'no_instructions' | 'payment_failed';

export type Outcome = 'completed' | 'refunded' | 'partly_refunded';

export type Totals = {
  readonly subtotalRupiah: Rupiah;
  readonly shippingRupiah: Rupiah;
  readonly taxRupiah: Rupiah;
  readonly totalRupiah: Rupiah;
};

export type OrderCore = Totals & {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyerId: string;
  readonly cartId: string;
  readonly shippingAddress: ShippingAddress;
  readonly paymentMethod: string;
  readonly placedAt: Date;
  readonly payment?: PaymentInstructions;
  readonly refunds: readonly Refund[];
  readonly timeline: readonly TimelineEntry[];
};

type Unpaid = OrderCore & { readonly parts: readonly SellerPart[] };

type Paid = OrderCore & { readonly paidAt: Date; readonly sellerOrders: readonly SellerOrder[] };

export type PlacedOrder = Unpaid & { readonly status: 'placed'; readonly dueAt: Date };
export type ConfirmedOrder = Unpaid & { readonly status: 'confirmed'; readonly dueAt: Date };
/** No clock here: only payment can ask the provider, so the order follows payment's events. */
export type AwaitingOrder = Unpaid & { readonly status: 'awaiting_payment' };
export type PaidOrder = Paid & { readonly status: 'paid' };
export type ClosedOrder = Paid & { readonly status: 'closed'; readonly outcome: Outcome; readonly closedAt: Date };
export type RejectedOrder = Unpaid & { readonly status: 'rejected'; readonly rejection: OrderRejection; readonly endedAt: Date };
export type ExpiredOrder = Unpaid & { readonly status: 'expired'; readonly endedAt: Date };
export type CancelledOrder = Unpaid & { readonly status: 'cancelled'; readonly reason: OrderCancelReason; readonly endedAt: Date };

export type OpenOrder = PlacedOrder | ConfirmedOrder | AwaitingOrder;
export type EndedUnpaidOrder = RejectedOrder | ExpiredOrder | CancelledOrder;
export type ExistingOrder = OpenOrder | PaidOrder | ClosedOrder | EndedUnpaidOrder;

/** The order and its seller orders: one aggregate, so there is no race between them. */
export type Order = { readonly status: 'absent' } | ExistingOrder;

export const absentOrder: Order = { status: 'absent' };

/** The order gave its cart back: nothing was bought. */
export const hasEndedUnpaid = (order: Order): order is EndedUnpaidOrder =>
  order.status === 'rejected' || order.status === 'expired' || order.status === 'cancelled';

export const isPaid = (order: Order): order is PaidOrder | ClosedOrder => order.status === 'paid' || order.status === 'closed';

export const partsOf = (order: ExistingOrder): readonly SellerPart[] => (isPaid(order) ? order.sellerOrders : order.parts);
