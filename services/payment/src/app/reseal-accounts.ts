import { isSettled, type Payment } from '../domain/payment.ts';
import { decideResealAccounts } from '../domain/reseal-accounts.ts';
import type { Payments, Vault } from './ports.ts';

type ResealDeps = { readonly payments: Payments; readonly all: () => AsyncIterable<Payment>; readonly vault: Vault };

/** After a rotation of the data key: seals what older keys sealed with the present one, payment by payment, beside the running service. */
export const resealAccounts =
  ({ payments, all, vault }: ResealDeps) =>
  async (): Promise<{ readonly seen: number; readonly resealed: number }> => {
    let [seen, resealed] = [0, 0];
    for await (const payment of all()) {
      seen += 1;
      if (!isSettled(payment) || payment.refunds.every(({ account }) => account === undefined)) continue;
      const { paymentId } = payment;
      let isStale = false;
      await payments.update(paymentId, (current) => {
        const decided = decideResealAccounts(current, vault.reseal);
        isStale = decided.ok && decided.value.length > 0;
        return decided;
      });
      if (isStale) resealed += 1;
    }
    return { seen, resealed };
  };
