import { paymentFailedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import { decideFailPayment } from '../../domain/fail-payment.ts';

export const paymentFailedConsumer = (orders: Orders, now: Now) =>
  consumer(paymentFailedV1, ({ data }) => orders.update(data.orderId, (order) => decideFailPayment(order, { at: now() })));
