import { ok, reject, type Result } from '@wadah/kit';
import { findRefund } from '../domain/find-refund.ts';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';
import type { Payments } from './ports.ts';

export type KnownPayment = Exclude<Payment, { status: 'absent' | 'barred' }>;

/** Its buyer, or somebody who may read every payment. */
export type Reader = { readonly accountId: string; readonly readsAll: boolean };

const visible = (payment: Payment, reader: Reader): payment is KnownPayment =>
  payment.status !== 'absent' && payment.status !== 'barred' && (reader.readsAll || payment.buyerId === reader.accountId);

export type ReadPayment = (paymentId: string, reader: Reader) => Promise<Result<KnownPayment>>;

export const readPayment =
  (payments: Payments): ReadPayment =>
  async (paymentId, reader) => {
    const payment = await payments.load(paymentId);
    return visible(payment, reader) ? ok(payment) : reject('not_found', 'payment-not-found', 'No such payment.');
  };

export type RefundOfPayment = { readonly payment: KnownPayment; readonly refund: Refund };

export type ReadRefund = (refundId: string, reader: Reader) => Promise<Result<RefundOfPayment>>;

export const readRefund =
  (payments: Payments): ReadRefund =>
  async (refundId, reader) => {
    const payment = await payments.ofRefund(refundId);
    const found = visible(payment, reader) ? findRefund(payment, refundId) : undefined;
    return found === undefined ? reject('not_found', 'refund-not-found', 'No such refund.') : ok(found);
  };
