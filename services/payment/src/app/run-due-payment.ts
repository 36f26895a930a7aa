import { assertNever } from '@wadah/kit';
import type { Payment, Settled } from '../domain/payment.ts';
import { refundDates } from '../domain/refund.ts';
import { askProvider, voidCharge } from './ask-provider.ts';
import { chargePayment } from './charge-payment.ts';
import { payRefund, type RefundDeps } from './pay-refund.ts';

/** Does what a payment waits for: an effect whose intent was just written, or one whose time has come. */
export const runDuePayment = (deps: RefundDeps) => {
  const charge = chargePayment(deps);
  const ask = askProvider(deps);
  const takeBack = voidCharge(deps);
  const refund = payRefund(deps);
  const isDue = ({ nextAt }: { readonly nextAt?: Date }) => nextAt !== undefined && nextAt <= deps.now();

  /** One that throws holds up no other; the payment is put off for it when the others are done. */
  const refundAll = async (payment: Settled): Promise<void> => {
    const faults: unknown[] = [];
    for (const open of payment.refunds.filter((candidate) => refundDates(candidate).length > 0)) {
      await refund(payment, open).catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw faults[0];
  };

  /** The first charge follows the write that intends it, whose lease this process holds; one that was moved on meanwhile is taken back by its mark. */
  const freshIntent = (paymentId: string): Payment | undefined => {
    const last = deps.payments.lastWritten(paymentId);
    return last?.status === 'charging' && last.tries === 1 && deps.now() < last.nextAt ? last : undefined;
  };

  return async (paymentId: string): Promise<void> => {
    const payment = freshIntent(paymentId) ?? (await deps.payments.load(paymentId));
    switch (payment.status) {
      case 'absent':
      case 'barred':
        return;
      case 'charging':
        return charge(payment);
      case 'voiding':
        return takeBack(payment);
      case 'awaiting':
      case 'expired':
      case 'voided':
      case 'failed':
        return isDue(payment) ? ask(payment) : undefined;
      case 'captured':
      case 'mismatched':
        return refundAll(payment);
      default:
        return assertNever(payment);
    }
  };
};
