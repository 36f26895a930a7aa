import type { Desk } from '../../app/desk.ts';
import { refundedRupiah, type Payment } from '../../domain/payment.ts';
import { payoutStateAt, type Payout } from '../../domain/payout.ts';
import type { Body } from '../../domain/transaction-body.ts';

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** How the simulator's own routes show a payment: to a person and to tests, not to a merchant. */
export const toPaymentView = (payment: Payment): Body => ({
  orderId: payment.orderId,
  transactionId: payment.transactionId,
  method: payment.method,
  status: payment.status,
  chargedRupiah: payment.chargedRupiah,
  capturedRupiah: payment.capture?.rupiah ?? null,
  refundedRupiah: refundedRupiah(payment),
  createdAt: iso(payment.createdAtMs),
  expiresAt: iso(payment.expiresAtMs),
});

export const toPayoutView = (desk: Desk, payout: Payout): Body => ({
  referenceNo: payout.referenceNo,
  idempotencyKey: payout.idempotencyKey,
  rupiah: payout.request.rupiah,
  beneficiaryBank: payout.request.beneficiaryBank,
  status: payoutStateAt(payout, desk.now()).status,
  createdAt: iso(payout.createdAtMs),
});
