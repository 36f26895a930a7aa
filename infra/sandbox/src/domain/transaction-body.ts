import { toWireAmount } from './amount.ts';
import { grossRupiah, refundedRupiah, type Payment, type PaymentStatus, type Refund } from './payment.ts';
import { signatureKey } from './signature.ts';
import { toWireTime } from './wire-time.ts';

export const merchantId = 'G000000001';

export type Body = { readonly [key: string]: unknown };

// An expired transaction answers 407 to the status call and tells 202 in its notification, as the provider does.
const statusCodes: Readonly<Record<PaymentStatus, { readonly asked: string; readonly told: string }>> = {
  pending: { asked: '201', told: '201' },
  settlement: { asked: '200', told: '200' },
  expire: { asked: '407', told: '202' },
  cancel: { asked: '200', told: '200' },
  partial_refund: { asked: '200', told: '200' },
  refund: { asked: '200', told: '200' },
};

/** What every body about a transaction begins with. */
export const transactionHead = (payment: Payment): Body => ({
  transaction_id: payment.transactionId,
  order_id: payment.orderId,
  merchant_id: merchantId,
  gross_amount: toWireAmount(grossRupiah(payment)),
  currency: 'IDR',
  payment_type: payment.method.type,
  transaction_time: toWireTime(payment.createdAtMs),
  transaction_status: payment.status,
  fraud_status: 'accept',
});

export const virtualAccountFields = (payment: Payment): Body => {
  if (payment.method.type === 'qris') return {};
  if (payment.method.bank === 'permata') return { permata_va_number: payment.method.vaNumber };
  return { va_numbers: [{ bank: payment.method.bank, va_number: payment.method.vaNumber }] };
};

const methodFields = (payment: Payment): Body => {
  if (payment.method.type === 'qris') return { acquirer: payment.method.acquirer, issuer: 'sandbox', transaction_type: 'off-us' };
  const paid =
    payment.capture === null ? [] : [{ paid_at: toWireTime(payment.capture.atMs), amount: toWireAmount(payment.capture.rupiah) }];
  return { ...virtualAccountFields(payment), payment_amounts: paid };
};

const refundLine = (refund: Refund, atMs: number): Body => ({
  refund_chargeback_id: refund.refundId,
  refund_amount: toWireAmount(refund.rupiah),
  refund_key: refund.refundKey,
  reason: refund.reason,
  created_at: toWireTime(refund.createdAtMs),
  ...(atMs >= refund.confirmsAtMs ? { bank_confirmed_at: toWireTime(refund.confirmsAtMs) } : {}),
});

const refundFields = (payment: Payment, atMs: number): Body =>
  payment.refunds.length === 0
    ? {}
    : { refund_amount: toWireAmount(refundedRupiah(payment)), refunds: payment.refunds.map((refund) => refundLine(refund, atMs)) };

export type Telling = { readonly kind: 'status' | 'notification'; readonly signingKey: string; readonly atMs: number };

/** The state of a transaction with its signature: the answer of the status call and the body of a notification. */
export const transactionBody = (payment: Payment, { kind, signingKey, atMs }: Telling): Body => {
  const codes = statusCodes[payment.status];
  const statusCode = kind === 'status' ? codes.asked : codes.told;
  const grossAmount = toWireAmount(grossRupiah(payment));
  return {
    status_code: statusCode,
    status_message: kind === 'status' ? 'Success, transaction is found' : 'midtrans payment notification',
    ...transactionHead(payment),
    ...methodFields(payment),
    expiry_time: toWireTime(payment.expiresAtMs),
    ...(payment.capture === null ? {} : { settlement_time: toWireTime(payment.capture.atMs) }),
    ...refundFields(payment, atMs),
    signature_key: signatureKey({ orderId: payment.orderId, statusCode, grossAmount }, signingKey),
  };
};
