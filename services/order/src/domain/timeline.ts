import type { OrderEvent } from './order-event.ts';
import type { TimelineEntry, TimelineRole, TimelineStep } from './timeline-entry.ts';

const cancelledBy: Readonly<Record<string, TimelineRole>> = {
  buyer_request: 'buyer',
  buyer_withdrew: 'buyer',
  payment_failed: 'provider',
  out_of_stock: 'seller',
  damaged: 'seller',
  seller_other: 'seller',
  decision: 'operator',
};

const completedBy: Readonly<Record<string, TimelineRole>> = { receipt: 'buyer', pick_up_code: 'seller', decision: 'operator' };

type Step = { readonly step: TimelineStep; readonly by: TimelineRole };

/** Steps that say who took them by their kind alone. */
const plainSteps = {
  OrderPlaced: { step: 'placed', by: 'buyer' },
  OrderConfirmed: { step: 'confirmed', by: 'system' },
  OrderRejected: { step: 'rejected', by: 'system' },
  PaymentInstructed: { step: 'awaiting_payment', by: 'provider' },
  OrderPaid: { step: 'paid', by: 'buyer' },
  OrderExpired: { step: 'expired', by: 'system' },
  OrderClosed: { step: 'closed', by: 'system' },
  SellerOrderOpened: { step: 'opened', by: 'system' },
  SellerOrderAccepted: { step: 'accepted', by: 'seller' },
  SellerOrderShipped: { step: 'shipped', by: 'seller' },
  DecisionProposed: { step: 'decision_proposed', by: 'operator' },
  SellerOrderDelivered: { step: 'delivered', by: 'seller' },
} as const satisfies Readonly<Record<string, Step>>;

const stepOf = (event: OrderEvent): Step | undefined => {
  switch (event.type) {
    case 'OrderCancelled':
    case 'SellerOrderCancelled':
      return { step: 'cancelled', by: cancelledBy[event.reason] ?? 'system' };
    case 'SellerOrderContested':
      return { step: 'contested', by: event.reason === 'not_received' ? 'buyer' : 'system' };
    case 'SellerOrderCompleted':
      return { step: 'completed', by: completedBy[event.by] ?? 'system' };
    case 'RefundMirrored':
      return { step: `refund_${event.refund.status}`, by: 'system' };
    case 'PickUpCodeMissed':
    case 'DecisionOverdue':
    case 'DecisionMade': // What it led to stands beside it, completed or cancelled.
      return undefined;
    default:
      return plainSteps[event.type];
  }
};

export const timelineEntryOf = (event: OrderEvent): TimelineEntry | undefined => {
  const step = stepOf(event);
  if (step === undefined) return undefined;
  const entry = { at: event.at, ...step };
  if (event.type === 'RefundMirrored') return { ...entry, refundId: event.refund.refundId };
  return 'part' in event ? { ...entry, sellerOrderId: event.part.sellerOrderId } : entry;
};
