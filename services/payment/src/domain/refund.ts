/** Why money goes back. */
export type RefundReason = 'seller_order_cancelled' | 'late_capture' | 'order_ended' | 'amount_mismatch';

export type RefundStatus = 'requested' | 'processing' | 'account_needed' | 'completed';

/** How a try is paid: back the way it came, or to a bank account. */
export type RefundRoad = 'provider' | 'transfer';

/** A number that only the vault can read. */
export type SealedNumber = { readonly masked: string; readonly sealed: unknown };

/** Where the buyer wants the money; it may be replaced until `transferAt`. */
export type RefundAccount = {
  readonly bank: string;
  readonly number: SealedNumber;
  readonly holder: string;
  readonly transferAt: Date;
};

/** Money owed to the buyer: a seller order's part, or all of a payment. */
export type Refund = {
  readonly refundId: string;
  readonly sellerOrderId?: string;
  readonly amountRupiah: number;
  readonly reason: RefundReason;
  /** Why the seller order was cancelled. */
  readonly cause?: string;
  readonly status: RefundStatus;
  readonly requestedAt: Date;
  /** Counted before each call; rises only after the provider itself answered that the last one was refused. */
  readonly tries: number;
  /** Of the try under way, from the moment it was counted on. */
  readonly road?: RefundRoad;
  readonly triedAt?: Date;
  /** The provider's own number of the transfer under way; once it is known, that transfer is never asked for anew. */
  readonly reference?: string;
  readonly asks: number;
  readonly reminders: number;
  readonly account?: RefundAccount;
  /** The provider's word that is due, or the next reminder. */
  readonly nextAt?: Date;
  readonly completedAt?: Date;
  /** Questions after a transfer was paid out: banks send money back later. */
  readonly checks?: number;
};

/** The provider's key of one try. */
export const refundKeyOf = (refund: Pick<Refund, 'refundId' | 'tries'>): string => `${refund.refundId}-${refund.tries}`;

/** A named account whose hold is over is paid to, and can't be replaced any more. */
export const isPayable = ({ status, account }: Refund, at: Date): boolean =>
  status === 'account_needed' && account !== undefined && account.transferAt <= at;

/** All dates on which a refund needs somebody; reminders go on while an account's hold runs. */
export const refundDates = ({ status, account, nextAt }: Refund): readonly Date[] => [
  ...(nextAt === undefined ? [] : [nextAt]),
  ...(status === 'account_needed' && account !== undefined ? [account.transferAt] : []),
];
