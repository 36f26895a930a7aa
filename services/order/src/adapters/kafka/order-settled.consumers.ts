import { orderCancelledV1, orderExpiredV1, orderPaidV1, orderRejectedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import { hasEndedUnpaid, isPaid, type Order } from '../../domain/order.ts';
import type { Carts, Orders, UnpaidPlaceBook } from '../../app/ports.ts';

type Deps = { readonly orders: Orders; readonly carts: Carts; readonly places: UnpaidPlaceBook };

type Settled = { readonly orderId: string; readonly buyerId: string };

/** What an order that is paid or has ended gives back: its place among the unpaid ones, and its cart. */
export const orderSettledConsumers = ({ orders, carts, places }: Deps): readonly Consumer[] => {
  /** What is paid or has ended stays so, and a memory that says it needs no read. */
  const settled = async (orderId: string): Promise<Order> => {
    const last = orders.lastWritten(orderId)?.order;
    return last !== undefined && (isPaid(last) || hasEndedUnpaid(last)) ? last : (await orders.load(orderId)).order;
  };
  const settleCart = async (orderId: string): Promise<void> => {
    const order = await settled(orderId);
    if (isPaid(order)) await carts.drop(order.cartId);
    if (hasEndedUnpaid(order)) await carts.giveBack(order.cartId, orderId);
  };
  const free = ({ orderId, buyerId }: Settled) => places.free(buyerId, orderId);
  return [
    consumer(orderPaidV1, async ({ data }) => {
      await places.paid(data.buyerId, data.orderId);
      await settleCart(data.orderId);
    }),
    consumer(orderRejectedV1, async ({ data }) => {
      await free(data);
      await settleCart(data.orderId);
    }),
    consumer(orderExpiredV1, async ({ data, time }) => {
      await places.keep(data.buyerId, data.orderId, time);
      await settleCart(data.orderId);
    }),
    consumer(orderCancelledV1, async ({ data, time }) => {
      // Who orders and cancels again and again holds stock for nothing; a failed charge is nobody's play.
      if (data.reason === 'buyer_request') await places.keep(data.buyerId, data.orderId, time);
      else await free(data);
      await settleCart(data.orderId);
    }),
  ];
};
