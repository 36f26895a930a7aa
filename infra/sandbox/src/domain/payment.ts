import type { Bank } from './bank.ts';

export type Method =
  | { readonly type: 'bank_transfer'; readonly bank: Bank; readonly vaNumber: string }
  | { readonly type: 'qris'; readonly acquirer: string; readonly qrString: string };

export type PaymentStatus = 'pending' | 'settlement' | 'expire' | 'cancel' | 'partial_refund' | 'refund';

export type Refund = {
  readonly refundId: number;
  readonly refundKey: string;
  readonly rupiah: number;
  readonly reason: string;
  readonly createdAtMs: number;
  readonly confirmsAtMs: number;
};

export type Payment = {
  readonly orderId: string;
  readonly transactionId: string;
  readonly method: Method;
  readonly status: PaymentStatus;
  readonly chargedRupiah: number;
  readonly capture: { readonly rupiah: number; readonly atMs: number } | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly notificationUrls: readonly string[];
  readonly refunds: readonly Refund[];
};

/** The amount that counts: what was captured once something was, what was asked for until then. */
export const grossRupiah = (payment: Payment): number => payment.capture?.rupiah ?? payment.chargedRupiah;

export const refundedRupiah = (payment: Payment): number => payment.refunds.reduce((sum, refund) => sum + refund.rupiah, 0);

export const isOverdue = (payment: Payment, atMs: number): boolean => payment.status === 'pending' && atMs >= payment.expiresAtMs;
