import type { Metrics } from '@wadah/messaging';
import type { Mongo } from '@wadah/mongo';
import { showCounts } from '@wadah/service';
import { ORDERS } from './order.index.ts';

type Count = { readonly _id: string; readonly count: number };

const orderStates = ['placed', 'confirmed', 'paid'] as const;
const sellerOrderStates = ['opened', 'accepted', 'shipped', 'delivered'] as const;

const counted = (field: string) => ({ $group: { _id: field, count: { $sum: 1 } } });

/**
 * How many orders and seller orders are in which state while order has a clock on them, and how many wait for a decision. Read from the indexes
 * of deadlines and of contested ones, so that it costs what is alive and not what was ever ordered; who waits for the buyer's money is payment's to tell.
 */
export const measureSagaStates =
  ({ mongo, metrics }: { readonly mongo: Mongo; readonly metrics: Metrics }) =>
  async (): Promise<void> => {
    const orders = mongo.collection(ORDERS);
    const clocked = { $match: { deadlineAt: { $exists: true } } };
    const [byOrder, bySellerOrder, contested] = await Promise.all([
      orders.aggregate<Count>([clocked, counted('$state.status')]).toArray(),
      orders.aggregate<Count>([clocked, { $unwind: '$state.sellerOrders' }, counted('$state.sellerOrders.progress.status')]).toArray(),
      orders
        .aggregate<Count>([{ $match: { contestedKeys: { $exists: true } } }, { $unwind: '$contestedKeys' }, counted('contested')])
        .toArray(),
    ]);
    showCounts(orderStates, byOrder, (status, count) => metrics.gauge('order_saga_orders', count, { status }));
    showCounts(sellerOrderStates, bySellerOrder, (status, count) => metrics.gauge('order_saga_seller_orders', count, { status }));
    metrics.gauge('order_contested', contested[0]?.count ?? 0);
  };
