import { ok, reject, secondsAfter, sumRupiah, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { partRupiah, paymentIdOf, type Payment, type SellerPart } from './payment.ts';
import { leaseEnd } from './schedule.ts';

export type RequestPayment = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyerId: string;
  readonly method: string;
  readonly totalRupiah: number;
  readonly parts: readonly SellerPart[];
  readonly expirySeconds: number;
  readonly at: Date;
};

/** An order is confirmed: its charge is intended, and the first try counted, before anybody is asked for money. */
export const decideRequestPayment = (payment: Payment, command: RequestPayment): Result<readonly PaymentEvent[]> => {
  // Known already, or the order ended before it was confirmed.
  if (payment.status !== 'absent') return ok([]);
  if (sumRupiah(command.parts.map(partRupiah)) !== command.totalRupiah) {
    return reject('unprocessable', 'amounts-differ', 'The parts of the order do not add up to its total.');
  }
  const { orderId, orderNumber, buyerId, method, totalRupiah, at } = command;
  const terms = {
    paymentId: paymentIdOf(orderId),
    orderId,
    orderNumber,
    buyerId,
    method,
    amountRupiah: totalRupiah,
    parts: command.parts.map((part) => ({ ...part, escrow: 'unpaid' as const })),
    requestedAt: at,
    expiresAt: secondsAfter(at, command.expirySeconds),
  };
  return ok([{ type: 'ChargeIntended', terms, at, nextAt: leaseEnd(at) }]);
};
