import { orderCancelledV1, orderPaidV1, orderPlacedV1, sellerOrderCancelledV1 } from '@wadah/contracts';
import { idLike, newId } from '@wadah/kit';
import type { World } from './start.ts';

export type TestLine = {
  readonly variantId: string;
  readonly listingId: string;
  readonly sellerId: string;
  readonly quantity: number;
  readonly unitPriceRupiah: number;
};

export const lineOf = (listing: any, quantity = 1, more: Partial<TestLine> = {}): TestLine => ({
  variantId: listing.variants[0].variantId,
  listingId: listing.listingId,
  sellerId: listing.sellerId,
  quantity,
  unitPriceRupiah: listing.variants[0].priceRupiah,
  ...more,
});

const named = { orderNumber: 'WDH-20261124-7K3F9Q', buyerId: 'acc_buyer' };

/** Plays order for one order: each call publishes its next event, or one again by number. */
export const newOrder = (world: World, lines: readonly TestLine[]) => {
  const orderId = newId('ord');
  const time = new Date();
  const envelope = { subject: orderId, time };
  let last = 0;
  const send = (event: Parameters<World['others']['publish']>[0], sequence?: number) => {
    last = Math.max(last + (sequence === undefined ? 1 : 0), sequence ?? 0);
    return world.others.publish(event, { sequence: sequence ?? last });
  };
  return {
    orderId,
    reservationId: idLike('res', orderId),
    place: (sequence?: number) =>
      send(orderPlacedV1.from({ ...envelope, data: { orderId, ...named, lines: [...lines], placedAt: time.toISOString() } }), sequence),
    cancel: (sequence?: number) =>
      send(orderCancelledV1.from({ ...envelope, data: { orderId, ...named, reason: 'buyer_request' } }), sequence),
    pay: (sequence?: number) =>
      send(
        orderPaidV1.from({
          ...envelope,
          data: {
            orderId,
            ...named,
            paymentId: idLike('pay', orderId),
            totalRupiah: 1,
            sellerOrders: [{ sellerOrderId: 'so_1', sellerId: 'sel_1', goodsRupiah: 1, shippingRupiah: 0, taxRupiah: 0 }],
          },
        }),
        sequence,
      ),
    cancelPart: (
      sellerOrderId: string,
      part: { readonly lines: readonly { variantId: string; quantity: number }[]; readonly restock: boolean },
      sequence?: number,
    ) =>
      send(
        sellerOrderCancelledV1.from({
          ...envelope,
          data: {
            orderId,
            ...named,
            sellerOrderId,
            sellerId: lines[0]?.sellerId ?? 'sel_1',
            goodsRupiah: 1,
            shippingRupiah: 0,
            taxRupiah: 0,
            lines: part.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
            reason: 'buyer_withdrew',
            restock: part.restock,
            countedAgainstSeller: false,
          },
        }),
        sequence,
      ),
  };
};

export type TestOrder = ReturnType<typeof newOrder>;
