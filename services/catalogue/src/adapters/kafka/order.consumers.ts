import { orderCancelledV1, orderExpiredV1, orderPaidV1, orderPlacedV1, orderRejectedV1, sellerOrderCancelledV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { CommitStock } from '../../app/commit-stock.ts';
import type { ReleaseStock } from '../../app/release-stock.ts';
import type { ReserveStock } from '../../app/reserve-stock.ts';
import type { Restock } from '../../app/restock.ts';

export type OrderUseCases = {
  readonly reserve: ReserveStock;
  readonly release: ReleaseStock;
  readonly commit: CommitStock;
  readonly restock: Restock;
};

export const orderConsumers = ({ reserve, release, commit, restock }: OrderUseCases): readonly Consumer[] => [
  consumer(orderPlacedV1, ({ data: { orderId, lines } }) =>
    reserve({
      orderId,
      lines: lines.map(({ variantId, sellerId, quantity, unitPriceRupiah }) => ({ variantId, sellerId, quantity, unitPriceRupiah })),
    }),
  ),
  consumer([orderCancelledV1, orderExpiredV1, orderRejectedV1], ({ data }) => release(data.orderId), { name: 'order-ended-unpaid' }),
  consumer(orderPaidV1, ({ data }) => commit(data.orderId)),
  consumer(sellerOrderCancelledV1, async ({ data: { orderId, sellerOrderId, lines, restock: goesBack } }) => {
    if (goesBack) return restock({ orderId, sellerOrderId, lines });
  }),
];
