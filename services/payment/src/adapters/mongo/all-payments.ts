import type { Payment } from '../../domain/payment.ts';
import type { PaymentStore } from './payment.store.ts';

const pageSize = 500;

/** Every payment in the order of ids, for proofs. */
export async function* allPayments(store: Pick<PaymentStore, 'find'>): AsyncGenerator<Payment> {
  let after = '';
  for (;;) {
    const page = await store.find({ _id: { $gt: after } }, { limit: pageSize });
    for (const { state } of page) yield state;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}
