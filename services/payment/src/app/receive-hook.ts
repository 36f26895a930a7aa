import { ok, reject, type Result } from '@wadah/kit';
import { isSettled, readChargeId, type Payment } from '../domain/payment.ts';
import type { Deps } from './ports.ts';
import type { KnownPayment } from './read-payment.ts';

/** Asks soon about a charge of the payment as it was known just now; false when too many wait already. */
export type AskSoon = (chargeId: string, payment: KnownPayment) => boolean;

export type ReceiveHook = (chargeId: string) => Promise<Result<'asked' | 'known'>>;

const isOpen = (payment: Payment, attempt: number): boolean =>
  payment.status !== 'absent' && payment.status !== 'barred' && !isSettled(payment) && attempt <= payment.attempt;

/** A hook, its signature already judged, only makes us ask: its state is not signed, and the provider's status call is the word that counts. */
export const receiveHook =
  ({ payments }: Pick<Deps, 'payments'>, askSoon: AskSoon): ReceiveHook =>
  async (chargeId) => {
    const { paymentId, attempt } = readChargeId(chargeId);
    // An open payment is asked for at the provider in any case, and a memory of an open one is enough for that.
    const last = payments.lastWritten(paymentId);
    const payment = last !== undefined && isOpen(last, attempt) ? last : await payments.load(paymentId);
    if (payment.status === 'absent' || payment.status === 'barred' || attempt > payment.attempt) {
      return reject('not_found', 'payment-not-found', 'No such payment.');
    }
    if (isSettled(payment)) return ok('known');
    return askSoon(chargeId, payment)
      ? ok('asked')
      : reject('unavailable', 'hooks-busy', 'Too many notifications at once; send it again shortly.');
  };
