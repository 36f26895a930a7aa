import { done, refuse, type Outcome } from './outcome.ts';
import type { Payment } from './payment.ts';

const unchangeable = 'Transaction status cannot be updated.';

export const decideCancel = (payment: Payment): Outcome<Payment> => {
  if (payment.status === 'cancel') return done(payment); // Asking twice is not an error.
  if (payment.status !== 'pending') return refuse('412', unchangeable);
  return done({ ...payment, status: 'cancel' });
};

export const decideExpire = (payment: Payment): Outcome<Payment> => {
  if (payment.status === 'expire') return done(payment);
  if (payment.status !== 'pending') return refuse('412', unchangeable);
  return done({ ...payment, status: 'expire' });
};
