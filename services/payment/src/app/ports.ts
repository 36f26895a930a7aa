import type { Result } from '@wadah/kit';
import type { PaymentEvent } from '../domain/events.ts';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { RefundAnswer } from '../domain/pay-refund.ts';
import type { Instructions, Payment } from '../domain/payment.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';

export type Payments = {
  load(paymentId: string): Promise<Payment>;
  update(
    paymentId: string,
    decide: (payment: Payment) => Result<readonly PaymentEvent[]>,
    options?: { readonly expectAbsent?: boolean },
  ): Promise<Result<Payment>>;
  /** The payment that a refund belongs to. */
  ofRefund(refundId: string): Promise<Payment>;
};

export type ChargeRequest = {
  readonly chargeId: string;
  readonly method: string;
  readonly amountRupiah: number;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
};

export type ChargeAnswer =
  | { readonly kind: 'pending'; readonly instructions: Instructions }
  | { readonly kind: 'refused' }
  /** The provider has had this charge before; its status says how it is. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'unanswered' };

/** `not_pending`: too late to take it back; its status says how it is. */
export type CancelAnswer = { readonly kind: 'cancelled' | 'expired' | 'unknown' | 'not_pending' | 'unanswered' };

export type RefundRequest = { readonly chargeId: string; readonly key: string; readonly amountRupiah: number; readonly reason: string };

/** A payment provider. No call throws for an outage: it answers `unanswered`, and what it did or not is asked later. */
export type Provider = {
  charge(request: ChargeRequest): Promise<ChargeAnswer>;
  status(chargeId: string): Promise<ProviderAnswer>;
  cancel(chargeId: string): Promise<CancelAnswer>;
  expire(chargeId: string): Promise<CancelAnswer>;
  refund(request: RefundRequest): Promise<RefundAnswer>;
};

/** What somebody must look at. */
export type Alarms = {
  /** The provider has owed an answer for more than a day. */
  overdue(what: 'charge' | 'void' | 'payment' | 'refund', id: string): void;
};

export type AccountBalance = { readonly account: string; readonly debitRupiah: number; readonly creditRupiah: number };

/** Where a page of entries ended. */
export type LedgerPosition = { readonly at: Date; readonly id: string };

export type Ledger = {
  balances(accounts?: readonly string[]): Promise<readonly AccountBalance[]>;
  page(account: string, options: { readonly after?: LedgerPosition; readonly limit: number }): Promise<readonly LedgerEntry[]>;
};

export type Deps = {
  readonly payments: Payments;
  readonly provider: Provider;
  readonly alarms: Alarms;
  readonly now: () => Date;
};
