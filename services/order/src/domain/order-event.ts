import type { Rupiah } from '@wadah/kit';
import type { OrderCancelReason, OrderRejection, Outcome, PaymentInstructions, Refund, ShippingAddress, Totals } from './order.ts';
import type {
  CancellationReason,
  CompletedBy,
  ContestReason,
  Decision,
  DecisionProposal,
  DeliveryMethod,
  SellerPart,
  Shipment,
} from './seller-order.ts';

/** Whose event it is; every consumer needs these three. */
export type OrderRef = { readonly orderId: string; readonly orderNumber: string; readonly buyerId: string };

export type SellerOrderRef = { readonly sellerOrderId: string; readonly sellerId: string };

export type Amounts = SellerOrderRef & { readonly goodsRupiah: Rupiah; readonly shippingRupiah: Rupiah; readonly taxRupiah: Rupiah };

export type QuantityLine = { readonly variantId: string; readonly quantity: number };

type Happened<Type extends string, Facts> = { readonly type: Type; readonly order: OrderRef; readonly at: Date } & Readonly<Facts>;

type HappenedToPart<Type extends string, Facts> = Happened<Type, { part: SellerOrderRef } & Facts>;

export type OrderPlaced = Happened<
  'OrderPlaced',
  { cartId: string; shippingAddress: ShippingAddress; paymentMethod: string; parts: readonly SellerPart[]; totals: Totals; dueAt: Date }
>;
export type OrderConfirmed = Happened<
  'OrderConfirmed',
  { paymentMethod: string; totalRupiah: Rupiah; amounts: readonly Amounts[]; dueAt: Date }
>;
export type OrderRejected = Happened<'OrderRejected', { rejection: OrderRejection }>;
export type PaymentInstructed = Happened<'PaymentInstructed', { instructions: PaymentInstructions }>;
export type OrderPaid = Happened<'OrderPaid', { paymentId: string; totalRupiah: Rupiah; amounts: readonly Amounts[] }>;
export type OrderExpired = Happened<'OrderExpired', object>;
export type OrderCancelled = Happened<'OrderCancelled', { reason: OrderCancelReason }>;
export type OrderClosed = Happened<'OrderClosed', { outcome: Outcome }>;
export type RefundMirrored = Happened<'RefundMirrored', { refund: Refund }>;

export type SellerOrderOpened = Happened<'SellerOrderOpened', { part: SellerPart; dueAt: Date }>;
export type SellerOrderAccepted = HappenedToPart<'SellerOrderAccepted', { dueAt: Date }>;
export type SellerOrderShipped = HappenedToPart<'SellerOrderShipped', { deliveryMethod: DeliveryMethod; shipment: Shipment; dueAt: Date }>;
export type SellerOrderDelivered = HappenedToPart<'SellerOrderDelivered', { dueAt: Date }>;
export type SellerOrderContested = HappenedToPart<'SellerOrderContested', { reason: ContestReason; note?: string; remindAt: Date }>;
/** What a decision found, a waiting proposal among it, and what it is about, for the record of decisions. */
type DecidedCase = { reason: ContestReason; amounts: Amounts; waiting?: DecisionProposal };
export type DecisionProposed = HappenedToPart<'DecisionProposed', DecidedCase & { proposal: DecisionProposal }>;
export type DecisionMade = HappenedToPart<'DecisionMade', DecidedCase & { decision: Decision }>;
export type DecisionOverdue = HappenedToPart<'DecisionOverdue', { contestedAt: Date; remindAt: Date }>;
export type SellerOrderCompleted = HappenedToPart<'SellerOrderCompleted', { amounts: Amounts; by: CompletedBy }>;
export type SellerOrderCancelled = HappenedToPart<
  'SellerOrderCancelled',
  { amounts: Amounts; lines: readonly QuantityLine[]; reason: CancellationReason; restock: boolean; countedAgainstSeller: boolean }
>;
/** The last try before the lock says until when it is locked. */
export type PickUpCodeMissed = HappenedToPart<'PickUpCodeMissed', { lockedUntil?: Date }>;

export type SellerOrderEvent =
  | SellerOrderAccepted
  | SellerOrderShipped
  | SellerOrderDelivered
  | SellerOrderContested
  | DecisionProposed
  | DecisionMade
  | DecisionOverdue
  | SellerOrderCompleted
  | SellerOrderCancelled
  | PickUpCodeMissed;

export type OrderEvent =
  | OrderPlaced
  | OrderConfirmed
  | OrderRejected
  | PaymentInstructed
  | OrderPaid
  | SellerOrderOpened
  | OrderExpired
  | OrderCancelled
  | OrderClosed
  | RefundMirrored
  | SellerOrderEvent;

export const orderRefOf = ({ orderId, orderNumber, buyerId }: OrderRef): OrderRef => ({ orderId, orderNumber, buyerId });

export const partRefOf = ({ sellerOrderId, sellerId }: SellerOrderRef): SellerOrderRef => ({ sellerOrderId, sellerId });

export const amountsOf = ({ sellerOrderId, sellerId, goodsRupiah, shippingRupiah, taxRupiah }: Amounts): Amounts => ({
  sellerOrderId,
  sellerId,
  goodsRupiah,
  shippingRupiah,
  taxRupiah,
});
