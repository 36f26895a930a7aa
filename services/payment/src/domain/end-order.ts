import { assertNever, idLike, ok, reject, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { aboutOf, type Captured, type Payment } from './payment.ts';
import { leaseEnd } from './schedule.ts';

const refundEscrow = (payment: Captured, at: Date): Result<readonly PaymentEvent[]> => {
  const refundId = idLike('ref', payment.paymentId);
  if (payment.refunds.some((refund) => refund.refundId === refundId)) return ok([]);
  // A paid order is never cancelled; if one seems to be, paying twice would be the worse fault.
  if (!payment.parts.every(({ escrow }) => escrow === 'held')) {
    return reject('conflict', 'payment-partly-settled', 'Some parts of this payment are released or refunded already.');
  }
  const parts = payment.parts.map(({ escrow: _, ...part }) => part);
  const { capturedRupiah: amountRupiah } = payment;
  const about = aboutOf(payment);
  return ok([{ type: 'RefundRequested', about, refundId, amountRupiah, reason: 'order_ended', parts, at, nextAt: leaseEnd(at) }]);
};

/** The order was cancelled, rejected or expired before it was paid: an open charge is voided, a captured one refunded whole. */
export const decideEndOrder = (payment: Payment, { at }: { readonly at: Date }): Result<readonly PaymentEvent[]> => {
  switch (payment.status) {
    case 'absent':
      return ok([{ type: 'PaymentBarred' }]);
    case 'charging':
    case 'awaiting':
      return ok([{ type: 'VoidIntended', at, nextAt: leaseEnd(at) }]);
    case 'captured':
      return refundEscrow(payment, at);
    case 'barred':
    case 'voiding':
    case 'expired':
    case 'voided':
    case 'failed':
    case 'mismatched':
      return ok([]);
    default:
      return assertNever(payment);
  }
};
