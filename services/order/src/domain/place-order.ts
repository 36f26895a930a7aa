import { ok, reject, sumRupiah, type Result } from '@wadah/kit';
import type { Order, ShippingAddress, Totals } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import type { SellerPart } from './seller-order.ts';
import { stockDueAt } from './waits.ts';

export type PlaceOrder = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyerId: string;
  readonly cartId: string;
  readonly shippingAddress: ShippingAddress;
  readonly paymentMethod: string;
  readonly parts: readonly SellerPart[];
  readonly at: Date;
};

export const totalsOf = (parts: readonly SellerPart[]): Totals => {
  const subtotalRupiah = sumRupiah(parts.map(({ goodsRupiah }) => goodsRupiah));
  const shippingRupiah = sumRupiah(parts.map((part) => part.shippingRupiah));
  const taxRupiah = sumRupiah(parts.map((part) => part.taxRupiah));
  return { subtotalRupiah, shippingRupiah, taxRupiah, totalRupiah: sumRupiah([subtotalRupiah, shippingRupiah, taxRupiah]) };
};

export const decidePlaceOrder = (order: Order, command: PlaceOrder): Result<readonly OrderEvent[]> => {
  if (order.status !== 'absent') {
    // The id is claimed with the buyer's key, so a retry after a crash finds its own order; somebody else's can't be under it.
    return order.buyerId === command.buyerId ? ok([]) : reject('not_found', 'order-not-found', 'No such order.');
  }
  const { orderId, orderNumber, buyerId, cartId, shippingAddress, paymentMethod, parts, at } = command;
  return ok([
    {
      type: 'OrderPlaced',
      order: { orderId, orderNumber, buyerId },
      cartId,
      shippingAddress,
      paymentMethod,
      parts,
      totals: totalsOf(parts),
      dueAt: stockDueAt(at),
      at,
    },
  ]);
};
