import { decideCancel, decideExpire } from '../domain/end-payment.ts';
import { refuse, type Outcome } from '../domain/outcome.ts';
import { decidePay } from '../domain/pay.ts';
import type { Payment } from '../domain/payment.ts';
import { decideRefund, type Refunded, type RequestRefund } from '../domain/refund.ts';
import { switchesOf, type Desk } from './desk.ts';
import { current } from './expire-overdue.ts';
import { recordPayment } from './record-payment.ts';

const absent = refuse('404', "Transaction doesn't exist.");

export const findPayment = (desk: Desk, orderId: string): Outcome<Payment> => {
  const payment = current(desk, desk.ledger.payment(orderId));
  return payment === undefined ? absent : { ok: true, value: payment };
};

const change = (desk: Desk, payment: Payment | undefined, decide: (payment: Payment) => Outcome<Payment>): Outcome<Payment> => {
  const before = current(desk, payment);
  if (before === undefined) return absent;
  const decided = decide(before);
  if (decided.ok && decided.value !== before) recordPayment(desk, decided.value, desk.now());
  return decided;
};

export const cancelPayment = (desk: Desk, orderId: string): Outcome<Payment> => change(desk, desk.ledger.payment(orderId), decideCancel);

export const expirePayment = (desk: Desk, orderId: string): Outcome<Payment> => change(desk, desk.ledger.payment(orderId), decideExpire);

export type Payer = { readonly number: string; readonly amountRupiah: number | undefined };

/** The buyer pays a virtual account or scans a QRIS string. */
export const payNumber = (desk: Desk, { number, amountRupiah }: Payer): Outcome<Payment> =>
  change(desk, desk.ledger.paymentOfNumber(number), (payment) =>
    decidePay(payment, { amountRupiah, switches: switchesOf(desk, payment.orderId), atMs: desk.now() }),
  );

export type RefundAsked = Omit<RequestRefund, 'switches' | 'atMs'>;

export const refundPayment = (desk: Desk, orderId: string, asked: RefundAsked): Outcome<Refunded> => {
  const found = findPayment(desk, orderId);
  if (!found.ok) return found;
  const refunded = decideRefund(found.value, { ...asked, switches: switchesOf(desk, orderId), atMs: desk.now() });
  if (refunded.ok && !refunded.value.repeated) recordPayment(desk, refunded.value.payment, refunded.value.refund.confirmsAtMs);
  return refunded;
};

/** Tells the merchant the state once more, spoilt as the switches say: the way to a lie about a payment that did not move. */
export const tellAgain = (desk: Desk, orderId: string): Outcome<Payment> => {
  const found = findPayment(desk, orderId);
  if (found.ok) recordPayment(desk, found.value, desk.now());
  return found;
};
