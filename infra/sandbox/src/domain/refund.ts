import { done, refuse, type Outcome, type Refusal } from './outcome.ts';
import { refundedRupiah, type Payment, type Refund } from './payment.ts';
import type { Switches } from './switches.ts';

export type RequestRefund = {
  readonly refundKey: string;
  readonly rupiah: number | undefined;
  readonly reason: string;
  /** `/refund/online/direct` is confirmed at once, `/refund` some time later. */
  readonly direct: boolean;
  readonly switches: Switches;
  readonly atMs: number;
};

export type Refunded = { readonly payment: Payment; readonly refund: Refund; readonly repeated: boolean };

// Off-us QRIS: the acquirer takes a refund for seven days (domain reference, provider's documentation).
export const qrisRefundWindowMs = 7 * 24 * 60 * 60 * 1000;

const refusalOf = (payment: Payment, command: RequestRefund): Refusal | null => {
  if (payment.method.type === 'bank_transfer') return refuse('412', 'Refund is not supported for payment type bank_transfer.');
  if (payment.capture === null || payment.status === 'refund') return refuse('412', 'Transaction status cannot be updated.');
  if (command.atMs > payment.capture.atMs + qrisRefundWindowMs)
    return refuse('418', "Payment Provider doesn't support Refund within this time.");
  const leftRupiah = payment.capture.rupiah - refundedRupiah(payment);
  if ((command.rupiah ?? leftRupiah) > leftRupiah) return refuse('414', 'Refund amount is bigger than the amount left of the transaction.');
  if (command.switches.refund.mode === 'rejected') return refuse('419', 'Refund request is rejected by the payment provider.');
  return null;
};

export const decideRefund = (payment: Payment, command: RequestRefund): Outcome<Refunded> => {
  const earlier = payment.refunds.find((refund) => refund.refundKey === command.refundKey);
  if (earlier !== undefined) {
    const same = command.rupiah === undefined || command.rupiah === earlier.rupiah;
    return same
      ? done({ payment, refund: earlier, repeated: true })
      : refuse('406', 'Duplicate refund key. The key was used with another amount.');
  }
  const refusal = refusalOf(payment, command);
  if (refusal !== null) return refusal;
  const capturedRupiah = payment.capture?.rupiah ?? 0;
  const rupiah = command.rupiah ?? capturedRupiah - refundedRupiah(payment);
  const confirmAfterMs = command.switches.refund.confirmAfterMs ?? (command.direct ? 0 : 2000);
  const refund = {
    refundId: payment.refunds.length + 1,
    refundKey: command.refundKey,
    rupiah,
    reason: command.reason,
    createdAtMs: command.atMs,
    confirmsAtMs: command.atMs + confirmAfterMs,
  };
  const after = { ...payment, refunds: [...payment.refunds, refund] };
  const status = refundedRupiah(after) === capturedRupiah ? 'refund' : 'partial_refund';
  return done({ payment: { ...after, status }, refund, repeated: false });
};
