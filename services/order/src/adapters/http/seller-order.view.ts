import type { Locale } from '@wadah/http';
import { z } from 'zod';
import type { ExistingOrder, ShippingAddress } from '../../domain/order.ts';
import { isCollected, type OrderLine, type SellerOrder, type SellerPart } from '../../domain/seller-order.ts';
import { sellerSeesRecipient } from '../../domain/seller-view-window.ts';
import type { SellerOrderSide } from '../../app/seller-order-access.ts';
import { deliveryMethodSchema } from './input.ts';
import { isoOf, moneySchema, timeSchema } from './money.view.ts';
import { timelineSchema, toTimelineView } from './timeline.view.ts';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/words.ts';

export const orderLineSchema = z.object({
  variantId: z.string(),
  listingId: z.string(),
  title: z.string(),
  variantName: z.string(),
  sku: z.string(),
  kind: z.enum(['goods', 'tour', 'service']),
  kindText: z.string().optional(),
  quantity: z.int(),
  unitPriceRupiah: moneySchema,
  lineRupiah: moneySchema,
  serviceDate: z.iso.date().optional(),
});

export const sellerOrderStatusSchema = z.enum(['opened', 'accepted', 'shipped', 'delivered', 'contested', 'completed', 'cancelled']);

/** What buyer, seller and operator all see of it; without a status it is not opened yet. A text says its code in the reader’s language. */
export const sellerPartSchema = z.object({
  sellerOrderId: z.string(),
  sellerId: z.string(),
  sellerName: z.string(),
  status: sellerOrderStatusSchema.optional(),
  statusText: z.string().optional(),
  reason: z.string().optional(),
  reasonText: z.string().optional(),
  deliveryMethod: deliveryMethodSchema,
  deliveryMethodText: z.string().optional(),
  lines: z.array(orderLineSchema),
  goodsRupiah: moneySchema,
  shippingRupiah: moneySchema,
  taxRupiah: moneySchema,
  totalRupiah: moneySchema,
  openedAt: timeSchema.optional(),
  acceptedAt: timeSchema.optional(),
  shippedAt: timeSchema.optional(),
  courier: z.string().optional(),
  trackingNumber: z.string().optional(),
  deliveredAt: timeSchema.optional(),
  contestedAt: timeSchema.optional(),
  /** The buyer's own words about what did not come; for the buyer and the platform's staff. */
  contestNote: z.string().optional(),
  /** `proposed`: it waits for another operator's approval. The note is for the platform's staff. */
  decision: z
    .object({
      outcome: z.enum(['release', 'refund']),
      outcomeText: z.string().optional(),
      status: z.enum(['proposed', 'made']),
      statusText: z.string().optional(),
      decidedAt: timeSchema,
      note: z.string().optional(),
    })
    .optional(),
  endedAt: timeSchema.optional(),
  /** When the present wait is over. */
  dueAt: timeSchema.optional(),
  /** The buyer's only. */
  pickUpCode: z.string().optional(),
});

export const sellerOrderSchema = sellerPartSchema.extend({
  orderId: z.string(),
  orderNumber: z.string(),
  status: sellerOrderStatusSchema,
  recipient: z.string().optional(),
  phone: z.string().optional(),
  shippingAddress: z.object({ street: z.string(), district: z.string(), regency: z.string(), postalCode: z.string() }).optional(),
  timeline: timelineSchema,
});

const toLineView = ({ weightGrams: _weightGrams, ...line }: OrderLine, words: Words) => ({
  ...line,
  kindText: words.listingKind[line.kind],
  lineRupiah: line.quantity * line.unitPriceRupiah,
});

const isOpened = (part: SellerPart | SellerOrder): part is SellerOrder => 'progress' in part;

const toDecisionView = ({ progress, decision }: SellerOrder, side: SellerOrderSide, words: Words) => {
  const proposal = progress.status === 'contested' && side === 'staff' ? progress.proposal : undefined;
  const shown = decision ?? proposal;
  if (shown === undefined) return undefined;
  const { outcome, at, note } = shown;
  const status = decision === undefined ? 'proposed' : 'made';
  const texts = { outcomeText: words.decisionOutcome[outcome], statusText: words.decisionStatus[status] };
  return { outcome, status, ...texts, decidedAt: at.toISOString(), ...(side === 'staff' ? { note } : {}) };
};

const toContestView = (sellerOrder: SellerOrder, side: SellerOrderSide, words: Words) => ({
  contestedAt: isoOf(sellerOrder.contest?.at),
  contestNote: side === 'seller' ? undefined : sellerOrder.contest?.note,
  decision: toDecisionView(sellerOrder, side, words),
});

const toProgressView = ({ progress, shipment, openedAt, acceptedAt, deliveredAt }: SellerOrder, words: Words) => ({
  status: progress.status,
  statusText: words.sellerOrderStatus[progress.status],
  reason: 'reason' in progress ? progress.reason : undefined,
  reasonText: 'reason' in progress ? words.sellerOrderReason[progress.reason] : undefined,
  openedAt: isoOf(openedAt),
  acceptedAt: isoOf(acceptedAt),
  shippedAt: isoOf(shipment?.at),
  courier: shipment?.courier,
  trackingNumber: shipment?.trackingNumber,
  deliveredAt: isoOf(deliveredAt),
  endedAt: 'endedAt' in progress ? isoOf(progress.endedAt) : undefined,
  dueAt: 'dueAt' in progress ? isoOf(progress.dueAt) : undefined,
});

export const toSellerPartView = (part: SellerPart | SellerOrder, side: SellerOrderSide, words: Words) => ({
  sellerOrderId: part.sellerOrderId,
  sellerId: part.sellerId,
  sellerName: part.sellerName,
  deliveryMethod: part.deliveryMethod,
  deliveryMethodText: words.deliveryMethod[part.deliveryMethod],
  lines: part.lines.map((line) => toLineView(line, words)),
  goodsRupiah: part.goodsRupiah,
  shippingRupiah: part.shippingRupiah,
  taxRupiah: part.taxRupiah,
  totalRupiah: part.goodsRupiah + part.shippingRupiah + part.taxRupiah,
  ...(isOpened(part) ? { ...toProgressView(part, words), ...toContestView(part, side, words) } : {}),
  pickUpCode: side === 'buyer' ? part.pickUpCode : undefined,
});

const toRecipientView = (part: SellerPart, { recipient, phone, street, district, regency, postalCode }: ShippingAddress) =>
  isCollected(part) ? { recipient, phone } : { recipient, phone, shippingAddress: { street, district, regency, postalCode } };

export type ViewedSellerOrder = { readonly order: ExistingOrder; readonly sellerOrder: SellerOrder; readonly side: SellerOrderSide };

/** When it is read, and in which language. */
export type SellerOrderReading = { readonly now: Date; readonly locale: Locale };

/** Never the buyer's account, mail address or other sellers' parts; whom it delivers to only while that is needed. */
export const toSellerOrderView = ({ order, sellerOrder, side }: ViewedSellerOrder, { now, locale }: SellerOrderReading) => ({
  ...toSellerPartView(sellerOrder, side, wordsOf(locale)),
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  ...(side === 'seller' && sellerSeesRecipient(sellerOrder, now) ? toRecipientView(sellerOrder, order.shippingAddress) : {}),
  timeline: toTimelineView(
    order.timeline.filter(({ sellerOrderId }) => sellerOrderId === sellerOrder.sellerOrderId),
    wordsOf(locale),
  ),
});
