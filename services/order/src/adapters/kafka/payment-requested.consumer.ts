import { paymentRequestedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import { decideAwaitPayment } from '../../domain/await-payment.ts';

export const paymentRequestedConsumer = (orders: Orders, now: Now) =>
  consumer(paymentRequestedV1, ({ data: { orderId, vaNumber, qrString, expiresAt } }) => {
    const instructions = {
      expiresAt: new Date(expiresAt),
      ...(vaNumber === undefined ? {} : { vaNumber }),
      ...(qrString === undefined ? {} : { qrString }),
    };
    return orders.update(orderId, (order) => decideAwaitPayment(order, { instructions, at: now() }));
  });
