import { paymentExpiredV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import { decideExpireOrder } from '../../domain/expire-order.ts';

export const paymentExpiredConsumer = (orders: Orders, now: Now) =>
  consumer(paymentExpiredV1, ({ data }) => orders.update(data.orderId, (order) => decideExpireOrder(order, { at: now() })));
