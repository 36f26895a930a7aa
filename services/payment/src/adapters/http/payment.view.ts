import { z } from 'zod';
import type { KnownPayment } from '../../app/read-payment.ts';
import { isSettled } from '../../domain/payment.ts';
import { refundStatus } from './refund.view.ts';

const rupiah = z.int().min(0);
const time = z.iso.datetime();

export const paymentSchema = z.object({
  paymentId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  status: z.enum(['requested', 'captured', 'expired', 'voided', 'failed', 'mismatched']),
  method: z.string(),
  amountRupiah: rupiah,
  capturedRupiah: rupiah.optional(),
  capturedAt: time.optional(),
  vaNumber: z.string().optional(),
  qrString: z.string().optional(),
  expiresAt: time,
  sellerOrders: z.array(
    z.object({ sellerOrderId: z.string(), amountRupiah: rupiah, escrow: z.enum(['unpaid', 'held', 'released', 'refunded']) }),
  ),
  refunds: z.array(z.object({ refundId: z.string(), status: refundStatus, amountRupiah: rupiah })),
});

/** Charging, awaiting and voiding are ours; the world sees an open request. */
const publicStatus = (payment: KnownPayment) => {
  switch (payment.status) {
    case 'charging':
    case 'awaiting':
    case 'voiding':
      return 'requested' as const;
    default:
      return payment.status;
  }
};

export const toPaymentView = (payment: KnownPayment, readerId: string) => ({
  paymentId: payment.paymentId,
  orderId: payment.orderId,
  orderNumber: payment.orderNumber,
  status: publicStatus(payment),
  method: payment.method,
  amountRupiah: payment.amountRupiah,
  // Who else knows the number could pay it, or follow who pays what; so only the buyer sees it.
  ...(payment.status === 'awaiting' && payment.buyerId === readerId ? payment.instructions : {}),
  expiresAt: payment.expiresAt.toISOString(),
  sellerOrders: payment.parts.map((part) => ({
    sellerOrderId: part.sellerOrderId,
    amountRupiah: part.goodsRupiah + part.shippingRupiah + part.taxRupiah,
    escrow: part.escrow,
  })),
  ...(isSettled(payment) ? { capturedRupiah: payment.capturedRupiah, capturedAt: payment.capturedAt.toISOString() } : {}),
  refunds: (isSettled(payment) ? payment.refunds : []).map(({ refundId, status, amountRupiah }) => ({ refundId, status, amountRupiah })),
});
