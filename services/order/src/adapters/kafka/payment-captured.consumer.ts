import { paymentCapturedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import { decidePayOrder } from '../../domain/pay-order.ts';

export const paymentCapturedConsumer = (orders: Orders, now: Now) =>
  consumer(paymentCapturedV1, ({ data: { orderId, paymentId, amountRupiah, late } }) =>
    orders.update(orderId, (order) => decidePayOrder(order, { paymentId, amountRupiah, late, at: now() })),
  );
