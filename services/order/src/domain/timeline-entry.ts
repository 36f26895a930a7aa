/** A timeline names roles, not people. */
export type TimelineRole = 'buyer' | 'seller' | 'operator' | 'provider' | 'system';

export type TimelineEntry = {
  readonly at: Date;
  readonly step: string;
  readonly by: TimelineRole;
  readonly sellerOrderId?: string;
  readonly refundId?: string;
};
