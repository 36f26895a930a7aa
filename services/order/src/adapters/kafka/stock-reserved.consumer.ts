import { stockReservedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import { decideConfirmOrder } from '../../domain/confirm-order.ts';

export const stockReservedConsumer = (orders: Orders, now: Now) =>
  consumer(stockReservedV1, ({ data }) => orders.update(data.orderId, (order) => decideConfirmOrder(order, { at: now() })));
