import { idLike } from '@wadah/kit';
import type { Locale } from '@wadah/http';
import { z } from 'zod';
import type { SeenOrder } from '../../app/read-order.ts';
import { partsOf, type ExistingOrder, type OrderRejection, type ShippingAddress } from '../../domain/order.ts';
import { isoOf, moneySchema, timeSchema } from './money.view.ts';
import { sellerPartSchema, toSellerPartView } from './seller-order.view.ts';
import { timelineSchema, toTimelineView } from './timeline.view.ts';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/words.ts';

export const orderStatusSchema = z.enum(['placed', 'confirmed', 'awaiting_payment', 'paid', 'closed', 'rejected', 'expired', 'cancelled']);

const rejectedLineSchema = z.object({
  variantId: z.string(),
  fault: z.string(),
  text: z.string().optional(),
  requested: z.int(),
  available: z.int().optional(),
  oldPriceRupiah: moneySchema.optional(),
  newPriceRupiah: moneySchema.optional(),
});

export const paymentSchema = z.object({
  paymentId: z.string(),
  method: z.string(),
  methodText: z.string().optional(),
  vaNumber: z.string().optional(),
  qrString: z.string().optional(),
  expiresAt: timeSchema.optional(),
});

export const orderSchema = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  status: orderStatusSchema,
  statusText: z.string().optional(),
  outcome: z.enum(['completed', 'refunded', 'partly_refunded']).optional(),
  outcomeText: z.string().optional(),
  /** Why a cancelled order was cancelled. */
  reason: z.string().optional(),
  reasonText: z.string().optional(),
  rejection: z.object({ reason: z.string(), text: z.string().optional(), lines: z.array(rejectedLineSchema) }).optional(),
  subtotalRupiah: moneySchema,
  shippingRupiah: moneySchema,
  taxRupiah: moneySchema,
  totalRupiah: moneySchema,
  placedAt: timeSchema,
  paidAt: timeSchema.optional(),
  shippingAddress: z.object({
    recipient: z.string().optional(),
    phone: z.string().optional(),
    street: z.string().optional(),
    district: z.string().optional(),
    regency: z.string(),
    postalCode: z.string(),
  }),
  payment: paymentSchema,
  sellerOrders: z.array(sellerPartSchema),
  refunds: z.array(
    z.object({
      refundId: z.string(),
      status: z.string(),
      statusText: z.string().optional(),
      amountRupiah: moneySchema,
      sellerOrderId: z.string().optional(),
    }),
  ),
  timeline: timelineSchema,
});

export type OrderSide = 'buyer' | 'staff';

/** Number and code to pay with are the buyer's only. */
export const toPaymentView = (order: ExistingOrder, side: OrderSide, words: Words) => {
  const method = order.paymentMethod;
  const known: Readonly<Record<string, string>> = words.paymentMethod;
  const payment = { paymentId: idLike('pay', order.orderId), method, methodText: known[method] };
  if (order.payment === undefined) return payment;
  const { expiresAt, ...instructions } = order.payment;
  return { ...payment, ...(side === 'buyer' ? instructions : {}), expiresAt: isoOf(expiresAt) };
};

const toAddressView = (address: ShippingAddress, side: OrderSide) =>
  side === 'buyer' ? address : { regency: address.regency, postalCode: address.postalCode };

const toOutcomeView = (order: ExistingOrder, words: Words) =>
  order.status === 'closed' ? { outcome: order.outcome, outcomeText: words.outcome[order.outcome] } : {};

const toRejectionView = ({ reason, lines }: OrderRejection, words: Words) => ({
  reason,
  text: words.rejectReason[reason],
  lines: lines.map((line) => ({ ...line, text: words.rejectReason[line.fault] })),
});

const toEndView = (order: ExistingOrder, words: Words) => ({
  ...toOutcomeView(order, words),
  ...(order.status === 'cancelled' ? { reason: order.reason, reasonText: words.cancelReason[order.reason] } : {}),
  rejection: order.status === 'rejected' ? toRejectionView(order.rejection, words) : undefined,
  paidAt: 'paidAt' in order ? isoOf(order.paidAt) : undefined,
});

export const sideOf = (order: ExistingOrder, accountId: string): OrderSide => (order.buyerId === accountId ? 'buyer' : 'staff');

/** Who reads it, and in which language. */
type OrderReading = { readonly actor: { readonly id: string }; readonly locale: Locale };

export const toOrderView = ({ order }: SeenOrder, { actor, locale }: OrderReading) => {
  const side = sideOf(order, actor.id);
  const words = wordsOf(locale);
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    status: order.status,
    statusText: words.orderStatus[order.status],
    ...toEndView(order, words),
    subtotalRupiah: order.subtotalRupiah,
    shippingRupiah: order.shippingRupiah,
    taxRupiah: order.taxRupiah,
    totalRupiah: order.totalRupiah,
    placedAt: order.placedAt.toISOString(),
    shippingAddress: toAddressView(order.shippingAddress, side),
    payment: toPaymentView(order, side, words),
    sellerOrders: partsOf(order).map((part) => toSellerPartView(part, side, words)),
    refunds: order.refunds.map(({ sequence: _sequence, ...refund }) => ({ ...refund, statusText: words.refundStatus[refund.status] })),
    timeline: toTimelineView(order.timeline, words),
  };
};

export const orderSummarySchema = orderSchema.pick({
  orderId: true, orderNumber: true, status: true, statusText: true, outcome: true, outcomeText: true, totalRupiah: true, placedAt: true,
}).extend({
  sellers: z.array(z.object({ sellerId: z.string(), sellerName: z.string() })),
}); // prettier-ignore

export const toOrderSummary = (order: ExistingOrder, { locale }: Pick<OrderReading, 'locale'>) => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  status: order.status,
  statusText: wordsOf(locale).orderStatus[order.status],
  ...toOutcomeView(order, wordsOf(locale)),
  totalRupiah: order.totalRupiah,
  placedAt: order.placedAt.toISOString(),
  sellers: partsOf(order).map(({ sellerId, sellerName }) => ({ sellerId, sellerName })),
});
