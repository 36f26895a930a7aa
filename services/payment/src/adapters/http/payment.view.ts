import type { Locale } from '@wadah/http';
import { z } from 'zod';
import type { KnownPayment } from '../../app/read-payment.ts';
import { isSettled, partRupiah, type Part } from '../../domain/payment.ts';
import type { Refund } from '../../domain/refund.ts';
import { refundStatus } from './refund.view.ts';
import { wordsOf } from './words/words-of.ts';
import type { PublicStatus, Words } from './words/words.ts';

const rupiah = z.int().min(0);
const time = z.iso.datetime();

export const paymentSchema = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  status: z.enum(['requested', 'captured', 'expired', 'voided', 'failed', 'mismatched']),
  statusText: z.string().optional(),
  method: z.string(),
  amountRupiah: rupiah,
  capturedRupiah: rupiah.optional(),
  capturedAt: time.optional(),
  vaNumber: z.string().optional(),
  qrString: z.string().optional(),
  expiresAt: time,
  sellerOrders: z.array(
    z.object({
      sellerOrderId: z.string(),
      amountRupiah: rupiah,
      escrow: z.enum(['unpaid', 'held', 'released', 'refunded']),
      escrowText: z.string().optional(),
    }),
  ),
  refunds: z.array(z.object({ refundId: z.string(), status: refundStatus, statusText: z.string().optional(), amountRupiah: rupiah })),
});

/** Charging, awaiting and voiding are ours; the world sees an open request. */
const publicStatus = (payment: KnownPayment): PublicStatus => {
  switch (payment.status) {
    case 'charging':
    case 'awaiting':
    case 'voiding':
      return 'requested';
    default:
      return payment.status;
  }
};

/** Who else knows the number could pay it, or follow who pays what; so only the buyer sees it. */
const toInstructions = (payment: KnownPayment, readerId: string) =>
  payment.status === 'awaiting' && payment.buyerId === readerId ? payment.instructions : {};

const toPartView = (part: Part, words: Words) => ({
  sellerOrderId: part.sellerOrderId,
  amountRupiah: partRupiah(part),
  escrow: part.escrow,
  escrowText: words.escrow[part.escrow],
});

const toRefundLine = ({ refundId, status, amountRupiah }: Refund, words: Words) => ({
  refundId,
  status,
  statusText: words.refundStatus[status],
  amountRupiah,
});

/** Who reads it, and in which language. */
type PaymentReading = { readonly actor: { readonly id: string }; readonly locale: Locale };

export const toPaymentView = (payment: KnownPayment, { actor, locale }: PaymentReading) => {
  const words = wordsOf(locale);
  const status = publicStatus(payment);
  return {
    paymentId: payment.paymentId,
    orderId: payment.orderId,
    orderNumber: payment.orderNumber,
    status,
    statusText: words.paymentStatus[status],
    method: payment.method,
    amountRupiah: payment.amountRupiah,
    ...toInstructions(payment, actor.id),
    expiresAt: payment.expiresAt.toISOString(),
    sellerOrders: payment.parts.map((part) => toPartView(part, words)),
    ...(isSettled(payment) ? { capturedRupiah: payment.capturedRupiah, capturedAt: payment.capturedAt.toISOString() } : {}),
    refunds: (isSettled(payment) ? payment.refunds : []).map((refund) => toRefundLine(refund, words)),
  };
};
