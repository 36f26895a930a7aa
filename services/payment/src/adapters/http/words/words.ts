import type { Escrow } from '../../../domain/payment.ts';
import type { RefundReason, RefundStatus } from '../../../domain/refund.ts';
import type { StatementKind } from '../../../domain/statement-line.ts';

/** As the world sees it: charging, awaiting and voiding are one open request. */
export type PublicStatus = 'requested' | 'captured' | 'expired' | 'voided' | 'failed' | 'mismatched';

/** Why order says that a seller order was cancelled. */
export type CancellationCause =
  'out_of_stock' | 'damaged' | 'seller_other' | 'buyer_withdrew' | 'not_accepted' | 'not_shipped' | 'decision' | 'other';

/** What a person reads beside each code of an answer; a language that lacks one does not compile. */
export type Words = {
  readonly paymentStatus: Readonly<Record<PublicStatus, string>>;
  readonly escrow: Readonly<Record<Escrow, string>>;
  readonly refundStatus: Readonly<Record<RefundStatus, string>>;
  readonly refundReason: Readonly<Record<RefundReason, string>>;
  readonly cause: Readonly<Record<CancellationCause, string>>;
  readonly statementKind: Readonly<Record<StatementKind, string>>;
};
