import { assertNever, ok, reject, rejectWith, secondsAfter, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { findRefund, stepOf } from './find-refund.ts';
import type { Payment } from './payment.ts';
import { isPayable, type RefundAccount } from './refund.ts';

export type GiveAccount = {
  readonly refundId: string;
  readonly buyerId: string;
  readonly account: Omit<RefundAccount, 'transferAt'>;
  readonly holdSeconds: number;
  readonly at: Date;
};

/** The buyer says where the money goes; during the hold that follows, another account may take its place. */
export const decideGiveAccount = (payment: Payment, command: GiveAccount): Result<readonly PaymentEvent[]> => {
  const { refundId, buyerId, account, holdSeconds, at } = command;
  const found = findRefund(payment, refundId);
  if (found === undefined || found.payment.buyerId !== buyerId) return reject('not_found', 'refund-not-found', 'No such refund.');
  const { status } = found.refund;
  switch (status) {
    case 'account_needed': {
      if (isPayable(found.refund, at)) break;
      const transferAt = secondsAfter(at, holdSeconds);
      return ok([{ type: 'RefundAccountGiven', ...stepOf(found, at), account: { ...account, transferAt } }]);
    }
    case 'completed':
      return rejectWith({
        kind: 'conflict',
        code: 'refund-state',
        detail: 'This refund is paid out already.',
        extra: { currentStatus: status },
      });
    case 'requested':
    case 'processing':
      break;
    default:
      return assertNever(status);
  }
  return reject('conflict', 'refund-under-way', 'This refund is being paid already, so its account stays as it is.');
};
