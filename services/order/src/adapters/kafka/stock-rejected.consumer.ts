import { stockRejectedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import type { OrderFault } from '../../domain/order.ts';
import { decideRejectOrder } from '../../domain/reject-order.ts';

/** A reason of a later release means in any case that it can't be had. */
const faultOf = (reason: OrderFault | 'other'): OrderFault => (reason === 'other' ? 'not_on_sale' : reason);

export const stockRejectedConsumer = (orders: Orders, now: Now) =>
  consumer(stockRejectedV1, ({ data }) => {
    const lines = data.lines.map(({ variantId, fault, requested, available, oldPriceRupiah, newPriceRupiah }) => ({
      variantId,
      fault: faultOf(fault),
      requested,
      ...(available === undefined ? {} : { available }),
      ...(oldPriceRupiah === undefined ? {} : { oldPriceRupiah }),
      ...(newPriceRupiah === undefined ? {} : { newPriceRupiah }),
    }));
    const rejection = { reason: faultOf(data.reason), lines };
    return orders.update(data.orderId, (order) => decideRejectOrder(order, { rejection, at: now() }));
  });
