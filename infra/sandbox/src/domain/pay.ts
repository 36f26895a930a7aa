import { done, refuse, type Outcome } from './outcome.ts';
import type { Payment } from './payment.ts';
import type { Switches } from './switches.ts';

export type Pay = { readonly amountRupiah: number | undefined; readonly switches: Switches; readonly atMs: number };

/** The buyer pays at the bank. The amount is the one asked for unless the caller or a switch says another. */
export const decidePay = (payment: Payment, { amountRupiah, switches, atMs }: Pay): Outcome<Payment> => {
  const rupiah = amountRupiah ?? switches.captureRupiah ?? payment.chargedRupiah;
  switch (payment.status) {
    case 'pending':
      return done({ ...payment, status: 'settlement', capture: { rupiah, atMs } });
    case 'expire':
    case 'cancel':
      if (!switches.captureAfterExpiry) return refuse('410', `The bill is closed (${payment.status}); the bank takes no money for it.`);
      return done({ ...payment, status: 'settlement', capture: { rupiah, atMs } });
    case 'settlement':
    case 'partial_refund':
    case 'refund':
      return refuse('409', 'The bill is paid already.');
  }
};
