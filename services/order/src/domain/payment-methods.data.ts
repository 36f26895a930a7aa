import type { Rupiah } from '@wadah/kit';

export type PaymentMethod = 'va_banten' | 'va_bca' | 'va_bni' | 'va_bri' | 'va_permata' | 'qris';

export type PaymentMethodRow = { readonly method: PaymentMethod; readonly amountMaxRupiah?: Rupiah };

/** QRIS takes at most Rp10 million a transaction (Bank Indonesia, PADG QRIS). */
export const paymentMethodRows: readonly PaymentMethodRow[] = [
  { method: 'va_banten' },
  { method: 'va_bca' },
  { method: 'va_bni' },
  { method: 'va_bri' },
  { method: 'va_permata' },
  { method: 'qris', amountMaxRupiah: 10_000_000 },
];
