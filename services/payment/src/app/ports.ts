import type { Result } from '@wadah/kit';
import type { PaymentEvent } from '../domain/events.ts';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { RefundAnswer } from '../domain/pay-refund.ts';
import type { Instructions, Mismatched, Payment } from '../domain/payment.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import type { SealedNumber } from '../domain/refund.ts';

/** Where a page of mismatched payments ended. */
export type MismatchPosition = { readonly capturedAt: Date; readonly paymentId: string };

export type Payments = {
  load(paymentId: string): Promise<Payment>;
  /** As this process wrote it last, where it remembers that; it may have been written elsewhere a moment ago. */
  lastWritten(paymentId: string): Payment | undefined;
  update(
    paymentId: string,
    decide: (payment: Payment) => Result<readonly PaymentEvent[]>,
    options?: { readonly expectAbsent?: boolean },
  ): Promise<Result<Payment>>;
  /** The payment that a refund belongs to. */
  ofRefund(refundId: string): Promise<Payment>;
};

/** Payments of which another amount was captured, newest first. */
export type ListMismatched = (page: { readonly after?: MismatchPosition; readonly limit: number }) => Promise<readonly Mismatched[]>;

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

/** `key` names the try at the provider, which pays at most once under it. */
export type TransferRequest = {
  readonly key: string;
  readonly amountRupiah: number;
  readonly bank: string;
  readonly number: string;
  readonly holder: string;
};

/** A transfer as it is found again: by the provider's own number, or by the try's key while no answer has told that. */
export type TransferName = { readonly key: string; readonly reference?: string };

/** `unknown`: the provider has no such transfer. `refused` and `bounced` are its own word; the money stayed or came back. */
export type TransferAnswer = {
  readonly kind: 'accepted' | 'paid' | 'refused' | 'bounced' | 'unknown' | 'unanswered';
  readonly reference?: string;
};

/** A payment provider. No call throws for an outage: it answers `unanswered`, and what it did or not is asked later. */
export type Provider = {
  charge(request: ChargeRequest): Promise<ChargeAnswer>;
  status(chargeId: string): Promise<ProviderAnswer>;
  cancel(chargeId: string): Promise<CancelAnswer>;
  expire(chargeId: string): Promise<CancelAnswer>;
  refund(request: RefundRequest): Promise<RefundAnswer>;
  transfer(request: TransferRequest): Promise<TransferAnswer>;
  transferStatus(transfer: TransferName): Promise<TransferAnswer>;
};

/** Seals account numbers for the database. */
export type Vault = {
  seal(number: string, refundId: string): SealedNumber;
  /** @throws when no key of ours has sealed it, for this very refund. */
  open(number: SealedNumber, refundId: string): string;
  /** The same number where it is sealed with the present key already. */
  reseal(number: SealedNumber, refundId: string): SealedNumber;
};

export type Sellers = {
  /** What payment knows of a seller; undefined where there is none. */
  find(sellerId: string): Promise<{ readonly transfersHeldUntil?: Date } | undefined>;
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
  page(accounts: readonly string[], options: { readonly after?: LedgerPosition; readonly limit: number }): Promise<readonly LedgerEntry[]>;
};

export type Deps = {
  readonly payments: Payments;
  readonly provider: Provider;
  readonly alarms: Alarms;
  readonly now: () => Date;
};
