import { idLike } from '@wadah/kit';
import { z } from 'zod';
import type { SeenOrder } from '../../app/read-order.ts';
import { partsOf, type ExistingOrder, type ShippingAddress } from '../../domain/order.ts';
import { isoOf, moneySchema, timeSchema } from './money.view.ts';
import { sellerPartSchema, toSellerPartView } from './seller-order.view.ts';
import { timelineSchema, toTimelineView } from './timeline.view.ts';

export const orderStatusSchema = z.enum(['placed', 'confirmed', 'awaiting_payment', 'paid', 'closed', 'rejected', 'expired', 'cancelled']);

const rejectedLineSchema = z.object({
  variantId: z.string(),
  fault: z.string(),
  requested: z.int(),
  available: z.int().optional(),
  oldPriceRupiah: moneySchema.optional(),
  newPriceRupiah: moneySchema.optional(),
});

export const paymentSchema = z.object({
  paymentId: z.string(),
  method: z.string(),
  vaNumber: z.string().optional(),
  qrString: z.string().optional(),
  expiresAt: timeSchema.optional(),
});

export const orderSchema = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  status: orderStatusSchema,
  outcome: z.enum(['completed', 'refunded', 'partly_refunded']).optional(),
  /** Why a cancelled order was cancelled. */
  reason: z.string().optional(),
  rejection: z.object({ reason: z.string(), lines: z.array(rejectedLineSchema) }).optional(),
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
  refunds: z.array(z.object({ refundId: z.string(), status: z.string(), amountRupiah: moneySchema, sellerOrderId: z.string().optional() })),
  timeline: timelineSchema,
});

export type OrderSide = 'buyer' | 'staff';

/** Number and code to pay with are the buyer's only. */
export const toPaymentView = (order: ExistingOrder, side: OrderSide) => {
  const payment = { paymentId: idLike('pay', order.orderId), method: order.paymentMethod };
  if (order.payment === undefined) return payment;
  const { expiresAt, ...instructions } = order.payment;
  return { ...payment, ...(side === 'buyer' ? instructions : {}), expiresAt: isoOf(expiresAt) };
};

const toAddressView = (address: ShippingAddress, side: OrderSide) =>
  side === 'buyer' ? address : { regency: address.regency, postalCode: address.postalCode };

const toEndView = (order: ExistingOrder) => ({
  outcome: order.status === 'closed' ? order.outcome : undefined,
  reason: order.status === 'cancelled' ? order.reason : undefined,
  rejection: order.status === 'rejected' ? order.rejection : undefined,
  paidAt: 'paidAt' in order ? isoOf(order.paidAt) : undefined,
});

export const sideOf = (order: ExistingOrder, accountId: string): OrderSide => (order.buyerId === accountId ? 'buyer' : 'staff');

export const toOrderView = ({ order }: SeenOrder, accountId: string) => {
  const side = sideOf(order, accountId);
  return {
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    status: order.status,
    ...toEndView(order),
    subtotalRupiah: order.subtotalRupiah,
    shippingRupiah: order.shippingRupiah,
    taxRupiah: order.taxRupiah,
    totalRupiah: order.totalRupiah,
    placedAt: order.placedAt.toISOString(),
    shippingAddress: toAddressView(order.shippingAddress, side),
    payment: toPaymentView(order, side),
    sellerOrders: partsOf(order).map((part) => toSellerPartView(part, side)),
    refunds: order.refunds.map(({ sequence: _sequence, ...refund }) => refund),
    timeline: toTimelineView(order.timeline),
  };
};

export const orderSummarySchema = orderSchema.pick({ orderId: true, orderNumber: true, status: true, outcome: true, totalRupiah: true, placedAt: true }).extend({
  sellers: z.array(z.object({ sellerId: z.string(), sellerName: z.string() })),
}); // prettier-ignore

export const toOrderSummary = (order: ExistingOrder) => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  status: order.status,
  outcome: order.status === 'closed' ? order.outcome : undefined,
  totalRupiah: order.totalRupiah,
  placedAt: order.placedAt.toISOString(),
  sellers: partsOf(order).map(({ sellerId, sellerName }) => ({ sellerId, sellerName })),
});
