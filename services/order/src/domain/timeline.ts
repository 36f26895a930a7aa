import { assertNever } from '@wadah/kit';
import type { OrderEvent } from './order-event.ts';

/** A timeline names roles, not people. */
export type TimelineRole = 'buyer' | 'seller' | 'provider' | 'system';

export type TimelineEntry = {
  readonly at: Date;
  readonly step: string;
  readonly by: TimelineRole;
  readonly sellerOrderId?: string;
  readonly refundId?: string;
};

const cancelledBy: Readonly<Record<string, TimelineRole>> = {
  buyer_request: 'buyer',
  buyer_withdrew: 'buyer',
  payment_failed: 'provider',
  out_of_stock: 'seller',
  damaged: 'seller',
  seller_other: 'seller',
};

const completedBy: Readonly<Record<string, TimelineRole>> = { receipt: 'buyer', pick_up_code: 'seller' };

const stepOf = (event: OrderEvent): { step: string; by: TimelineRole } | undefined => {
  switch (event.type) {
    case 'OrderPlaced': return { step: 'placed', by: 'buyer' }; // prettier-ignore
    case 'OrderConfirmed': return { step: 'confirmed', by: 'system' }; // prettier-ignore
    case 'OrderRejected': return { step: 'rejected', by: 'system' }; // prettier-ignore
    case 'PaymentInstructed': return { step: 'awaiting_payment', by: 'provider' }; // prettier-ignore
    case 'OrderPaid': return { step: 'paid', by: 'buyer' }; // prettier-ignore
    case 'OrderExpired': return { step: 'expired', by: 'system' }; // prettier-ignore
    case 'OrderCancelled': return { step: 'cancelled', by: cancelledBy[event.reason] ?? 'system' }; // prettier-ignore
    case 'OrderClosed': return { step: 'closed', by: 'system' }; // prettier-ignore
    case 'RefundMirrored': return { step: `refund_${event.refund.status}`, by: 'system' }; // prettier-ignore
    case 'SellerOrderOpened': return { step: 'opened', by: 'system' }; // prettier-ignore
    case 'SellerOrderAccepted': return { step: 'accepted', by: 'seller' }; // prettier-ignore
    case 'SellerOrderShipped': return { step: 'shipped', by: 'seller' }; // prettier-ignore
    case 'SellerOrderDelivered': return { step: 'delivered', by: 'seller' }; // prettier-ignore
    case 'SellerOrderContested': return { step: 'contested', by: event.reason === 'not_received' ? 'buyer' : 'system' }; // prettier-ignore
    case 'SellerOrderCompleted': return { step: 'completed', by: completedBy[event.by] ?? 'system' }; // prettier-ignore
    case 'SellerOrderCancelled': return { step: 'cancelled', by: cancelledBy[event.reason] ?? 'system' }; // prettier-ignore
    case 'PickUpCodeMissed': return undefined; // prettier-ignore
    default: return assertNever(event); // prettier-ignore
  }
};

export const timelineEntryOf = (event: OrderEvent): TimelineEntry | undefined => {
  const step = stepOf(event);
  if (step === undefined) return undefined;
  const entry = { at: event.at, ...step };
  if (event.type === 'RefundMirrored') return { ...entry, refundId: event.refund.refundId };
  return 'part' in event ? { ...entry, sellerOrderId: event.part.sellerOrderId } : entry;
};
