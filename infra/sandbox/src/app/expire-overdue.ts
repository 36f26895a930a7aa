import { isOverdue, type Payment } from '../domain/payment.ts';
import type { Desk } from './desk.ts';
import { recordPayment } from './record-payment.ts';

const expired = (desk: Desk, payment: Payment): Payment => {
  const after: Payment = { ...payment, status: 'expire' };
  recordPayment(desk, after, desk.now());
  return after;
};

/** The payment as it is now: one whose time ran out between two sweeps is expired before anyone looks at it. */
export const current = (desk: Desk, payment: Payment | undefined): Payment | undefined =>
  payment !== undefined && isOverdue(payment, desk.now()) ? expired(desk, payment) : payment;

/** The provider's own clock, run every moment on the kept state, so a restart loses no expiry. */
export const expireOverdue = (desk: Desk): void => {
  const atMs = desk.now();
  const overdue = [...desk.ledger.pendingPayments()].filter((payment) => isOverdue(payment, atMs));
  for (const payment of overdue) expired(desk, payment);
};
