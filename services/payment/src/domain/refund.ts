/** Why money goes back. */
export type RefundReason = 'seller_order_cancelled' | 'late_capture' | 'order_ended' | 'amount_mismatch';

export type RefundStatus = 'requested' | 'processing' | 'account_needed' | 'completed';

/** Money owed to the buyer: a seller order's part, or all of a payment. */
export type Refund = {
  readonly refundId: string;
  readonly sellerOrderId?: string;
  readonly amountRupiah: number;
  readonly reason: RefundReason;
  readonly status: RefundStatus;
  readonly requestedAt: Date;
  /** Counted before each call; rises only after the provider itself answered that the last one was refused. */
  readonly tries: number;
  readonly asks: number;
  readonly reminders: number;
  readonly nextAt?: Date;
  readonly completedAt?: Date;
};

/** The provider's key of one try. */
export const refundKeyOf = (refund: Pick<Refund, 'refundId' | 'tries'>): string => `${refund.refundId}-${refund.tries}`;
