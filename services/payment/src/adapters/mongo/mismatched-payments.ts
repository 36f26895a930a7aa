import type { ListMismatched } from '../../app/ports.ts';
import type { PaymentStore } from './payment.store.ts';

/** What the operators' list shows, from its own index. */
export const mismatchedPayments =
  (store: Pick<PaymentStore, 'find'>): ListMismatched =>
  async ({ after, limit }) => {
    const found = await store.find(
      after === undefined
        ? { mismatchedAt: { $exists: true } }
        : { $or: [{ mismatchedAt: { $lt: after.capturedAt } }, { mismatchedAt: after.capturedAt, _id: { $lt: after.paymentId } }] },
      { sort: { mismatchedAt: -1, _id: -1 }, limit },
    );
    return found.flatMap(({ state }) => (state.status === 'mismatched' ? [state] : []));
  };
