import type { Rupiah } from '@wadah/kit';

export type PaymentMethodRow = {
  readonly method: string;
  readonly label: { readonly id: string; readonly en: string };
  readonly amountMaxRupiah?: Rupiah;
};

/** QRIS takes at most Rp10 million a transaction (Bank Indonesia, PADG QRIS). */
export const paymentMethodRows: readonly PaymentMethodRow[] = [
  { method: 'va_banten', label: { id: 'Virtual account Bank Banten', en: 'Bank Banten virtual account' } },
  { method: 'va_bca', label: { id: 'Virtual account BCA', en: 'BCA virtual account' } },
  { method: 'va_bni', label: { id: 'Virtual account BNI', en: 'BNI virtual account' } },
  { method: 'va_bri', label: { id: 'Virtual account BRI', en: 'BRI virtual account' } },
  { method: 'va_permata', label: { id: 'Virtual account Permata', en: 'Permata virtual account' } },
  { method: 'qris', label: { id: 'QRIS', en: 'QRIS' }, amountMaxRupiah: 10_000_000 },
];
