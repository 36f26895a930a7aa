import type { Rupiah } from '@wadah/kit';
import { paymentMethodRows } from './payment-methods.data.ts';

export type PaymentMethodOffer = {
  readonly method: string;
  readonly label: { readonly id: string; readonly en: string };
  readonly available: boolean;
  readonly reason?: 'amount_too_high' | 'nothing_to_pay';
};

const reasonAgainst = (totalRupiah: Rupiah, amountMaxRupiah: Rupiah | undefined): PaymentMethodOffer['reason'] => {
  if (totalRupiah === 0) return 'nothing_to_pay';
  return amountMaxRupiah !== undefined && totalRupiah > amountMaxRupiah ? 'amount_too_high' : undefined;
};

export const paymentMethodsFor = (totalRupiah: Rupiah): readonly PaymentMethodOffer[] =>
  paymentMethodRows.map(({ method, label, amountMaxRupiah }) => {
    const reason = reasonAgainst(totalRupiah, amountMaxRupiah);
    return reason === undefined ? { method, label, available: true } : { method, label, available: false, reason };
  });
