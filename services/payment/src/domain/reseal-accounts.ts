import { ok, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { isSettled, type Payment } from './payment.ts';
import type { SealedNumber } from './refund.ts';

/** Answers the same number where it is sealed with the present key already. */
export type Reseal = (number: SealedNumber, refundId: string) => SealedNumber;

/** After a rotation of the key; nothing but the seal of a number changes. */
export const decideResealAccounts = (payment: Payment, reseal: Reseal): Result<readonly PaymentEvent[]> =>
  ok(
    (isSettled(payment) ? payment.refunds : []).flatMap(({ refundId, account }): readonly PaymentEvent[] => {
      if (account === undefined) return [];
      const number = reseal(account.number, refundId);
      return number === account.number ? [] : [{ type: 'RefundAccountResealed', refundId, number }];
    }),
  );
