/** A timeline names roles, not people. */
export type TimelineRole = 'buyer' | 'seller' | 'operator' | 'provider' | 'system';

export type TimelineStep =
  | 'placed'
  | 'confirmed'
  | 'rejected'
  | 'awaiting_payment'
  | 'paid'
  | 'expired'
  | 'closed'
  | 'opened'
  | 'accepted'
  | 'shipped'
  | 'delivered'
  | 'contested'
  | 'decision_proposed'
  | 'completed'
  | 'cancelled'
  | 'refund_requested'
  | 'refund_processing'
  | 'refund_account_needed'
  | 'refund_completed';

export type TimelineEntry = {
  readonly at: Date;
  readonly step: TimelineStep;
  readonly by: TimelineRole;
  readonly sellerOrderId?: string;
  readonly refundId?: string;
};
