import type { AggregateStore } from '@wadah/mongo';
import type { ContestedFound, Orders } from '../../app/ports.ts';
import type { Order } from '../../domain/order.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { contestedKey } from './order.columns.ts';

type ContestedRow = { readonly _id: string; readonly contestedKeys: string };

const positionOf = (key: string) => {
  const [contestedAt = '', sellerOrderId = ''] = key.split(' ');
  return { contestedAt: new Date(contestedAt), sellerOrderId };
};

/** An order may hold several contested ones of different age, so the page is cut over their keys and not over orders. */
export const contestedOrders =
  (store: Pick<AggregateStore<Order, OrderEvent>, 'collection' | 'find'>): Orders['contested'] =>
  async ({ limit, after }) => {
    const older = { contestedKeys: { $gt: after === undefined ? '' : contestedKey(after.contestedAt, after.sellerOrderId) } };
    const rows = await store.collection
      .aggregate<ContestedRow>([
        { $match: older },
        { $project: { contestedKeys: 1 } },
        { $unwind: '$contestedKeys' },
        { $match: older },
        { $sort: { contestedKeys: 1 } },
        { $limit: limit },
      ])
      .toArray();
    const found = await store.find({ _id: { $in: rows.map(({ _id }) => _id) } }, { limit });
    const orders = new Map(found.map(({ id, state }) => [id, state]));
    return rows.flatMap(({ _id, contestedKeys }): readonly ContestedFound[] => {
      const order = orders.get(_id);
      return order === undefined ? [] : [{ order, position: positionOf(contestedKeys) }];
    });
  };
