import type { Locale } from '@wadah/http';
import { z } from 'zod';
import type { RefundOfPayment } from '../../app/read-payment.ts';
import type { RefundAccount } from '../../domain/refund.ts';
import { whyText } from './words/why-text.ts';
import { wordsOf } from './words/words-of.ts';

const time = z.iso.datetime();

export const refundStatus = z.enum(['requested', 'processing', 'account_needed', 'completed']);

export const refundSchema = z.object({
  refundId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  sellerOrderId: z.string().optional(),
  status: refundStatus,
  statusText: z.string().optional().describe('In the reader’s language, as each text.'),
  amountRupiah: z.int().min(0),
  reason: z.enum(['seller_order_cancelled', 'late_capture', 'order_ended', 'amount_mismatch']),
  reasonText: z.string().optional(),
  /** Why the seller order was cancelled. */
  cause: z.string().optional(),
  causeText: z.string().optional(),
  /** The number is masked for everybody. */
  account: z.object({ bank: z.string(), number: z.string(), holder: z.string(), transferAt: time }).optional(),
  requestedAt: time,
  completedAt: time.optional(),
});

const toAccountView = ({ bank, number, holder, transferAt }: RefundAccount) => ({
  bank,
  number: number.masked,
  holder,
  transferAt: transferAt.toISOString(),
});

export const toRefundView = ({ payment, refund }: RefundOfPayment, { locale }: { readonly locale: Locale }) => ({
  refundId: refund.refundId,
  paymentId: payment.paymentId,
  orderId: payment.orderId,
  ...(refund.sellerOrderId === undefined ? {} : { sellerOrderId: refund.sellerOrderId }),
  status: refund.status,
  statusText: wordsOf(locale).refundStatus[refund.status],
  amountRupiah: refund.amountRupiah,
  reason: refund.reason,
  reasonText: wordsOf(locale).refundReason[refund.reason],
  ...(refund.cause === undefined ? {} : { cause: refund.cause, causeText: whyText(wordsOf(locale), refund.cause) }),
  ...(refund.account === undefined ? {} : { account: toAccountView(refund.account) }),
  requestedAt: refund.requestedAt.toISOString(),
  ...(refund.completedAt === undefined ? {} : { completedAt: refund.completedAt.toISOString() }),
});
