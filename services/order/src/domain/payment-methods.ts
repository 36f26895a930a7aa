import type { Rupiah } from '@wadah/kit';
import { paymentMethodRows, type PaymentMethod } from './payment-methods.data.ts';

/** Why a method can't pay this sum. */
export type PaymentMethodFault = 'amount_too_high' | 'nothing_to_pay';

export type PaymentMethodOffer = {
  readonly method: PaymentMethod;
  readonly available: boolean;
  readonly reason?: PaymentMethodFault;
};

const reasonAgainst = (totalRupiah: Rupiah, amountMaxRupiah: Rupiah | undefined): PaymentMethodFault | undefined => {
  if (totalRupiah === 0) return 'nothing_to_pay';
  return amountMaxRupiah !== undefined && totalRupiah > amountMaxRupiah ? 'amount_too_high' : undefined;
};

export const paymentMethodsFor = (totalRupiah: Rupiah): readonly PaymentMethodOffer[] =>
  paymentMethodRows.map(({ method, amountMaxRupiah }) => {
    const reason = reasonAgainst(totalRupiah, amountMaxRupiah);
    return reason === undefined ? { method, available: true } : { method, available: false, reason };
  });
