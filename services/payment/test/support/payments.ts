import { secondsAfter, type Result } from '@wadah/kit';
import type { PaymentEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Payment, SellerPart } from '../../src/domain/payment.ts';
import { decideRequestPayment } from '../../src/domain/request-payment.ts';
import { decideChargeRefused, decideInstruct } from '../../src/domain/charge.ts';
import { decideEndOrder } from '../../src/domain/end-order.ts';
import type { ProviderAnswer } from '../../src/domain/provider-answer.ts';
import { decideSettle } from '../../src/domain/settle.ts';

export const at = new Date('2026-11-24T08:00:00Z');
export const later = (seconds: number): Date => secondsAfter(at, seconds);

const uuid = (n: number): string => `0198c5a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const orderId = `ord_${uuid(1)}`;
export const paymentId = `pay_${uuid(1)}`;
export const wholeRefundId = `ref_${uuid(1)}`;
export const about = { paymentId, orderId, orderNumber: 'WDH-1', buyerId: `acc_${uuid(9)}` };

export const first: SellerPart = {
  sellerOrderId: `so_${uuid(2)}`,
  sellerId: `sel_${uuid(20)}`,
  goodsRupiah: 64_000,
  shippingRupiah: 15_000,
  taxRupiah: 0,
};
export const second: SellerPart = {
  sellerOrderId: `so_${uuid(3)}`,
  sellerId: `sel_${uuid(30)}`,
  goodsRupiah: 21_010,
  shippingRupiah: 0,
  taxRupiah: 0,
};
export const total = 100_010;

export const request = {
  orderId,
  orderNumber: 'WDH-1',
  buyerId: about.buyerId,
  method: 'qris',
  totalRupiah: total,
  parts: [first, second],
  expirySeconds: 3_600,
  at,
};

/** Applies what was decided; a refusal changes nothing. */
export const apply = (payment: Payment, decision: Result<readonly PaymentEvent[]>): Payment =>
  decision.ok ? decision.value.reduce(evolve, payment) : payment;

export const typesOf = (decision: Result<readonly PaymentEvent[]>): unknown =>
  decision.ok ? decision.value.map(({ type }) => type) : decision.rejection.code;

export const captureOf = (amountRupiah: number): ProviderAnswer => ({ kind: 'captured', amountRupiah, refunds: [] });

const absent: Payment = { status: 'absent' };
const charging = apply(absent, decideRequestPayment(absent, request));
const awaiting = apply(charging, decideInstruct(charging, { instructions: { qrString: '0002' }, attempt: 1, at }));
const voiding = apply(awaiting, decideEndOrder(awaiting, { at }));
const settle = (payment: Payment, answer: ProviderAnswer, when = at) =>
  apply(payment, decideSettle(payment, { answer, attempt: 1, at: when }));

/** One payment in every state. */
export const states = {
  absent,
  barred: apply(absent, decideEndOrder(absent, { at })),
  charging,
  awaiting,
  voiding,
  voided: settle(voiding, { kind: 'cancelled' }),
  expired: settle(awaiting, { kind: 'expired' }),
  failed: apply(charging, decideChargeRefused(charging, { attempt: 1, at })),
  captured: settle(awaiting, captureOf(total)),
  late: settle(settle(awaiting, { kind: 'expired' }), captureOf(total)),
  mismatched: settle(awaiting, captureOf(total - 1)),
} satisfies Record<string, Payment>;
