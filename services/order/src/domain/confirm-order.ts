import { ok, type Result } from '@wadah/kit';
import { partsOf, type Order } from './order.ts';
import { amountsOf, orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';
import { instructionsDueAt } from './waits.ts';

/** Every line is held. Catalogue gives the hold back when the order has ended meanwhile, so only a placed order goes on. */
export const decideConfirmOrder = (order: Order, command: { readonly at: Date }): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  if (order.status !== 'placed') return ok([]);
  return ok([
    {
      type: 'OrderConfirmed',
      order: orderRefOf(order),
      paymentMethod: order.paymentMethod,
      totalRupiah: order.totalRupiah,
      amounts: partsOf(order).map(amountsOf),
      dueAt: instructionsDueAt(command.at),
      at: command.at,
    },
  ]);
};
