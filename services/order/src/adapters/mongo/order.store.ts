import { ok, reject, type Now, type Result } from '@wadah/kit';
import type { EntrySink } from '@wadah/messaging';
import { aggregateStore, UniqueViolation, type AggregateStore, type Filter, type AggregateDocument, type Mongo } from '@wadah/mongo';
import type { Orders, PageRequest, Versioned } from '../../app/ports.ts';
import { evolve } from '../../domain/evolve.ts';
import { absentOrder, type Order } from '../../domain/order.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { trackingNumberUsed } from '../../domain/ship-seller-order.ts';
import { contestedOrders } from './contested-orders.ts';
import { orderColumns, sellerStatusKey } from './order.columns.ts';
import { ORDERS } from './order.index.ts';
import { toOutbox } from './order.outbox.ts';

export type OrderStore = AggregateStore<Order, OrderEvent>;

export const orderStore = ({
  mongo,
  entries,
  now,
}: {
  readonly mongo: Mongo;
  readonly entries: EntrySink;
  readonly now: Now;
}): OrderStore =>
  aggregateStore<Order, OrderEvent>({
    mongo,
    collection: ORDERS,
    initial: absentOrder,
    evolve,
    toOutbox,
    columns: orderColumns,
    entries,
    now,
  });

/** What a unique index refuses is a refusal that the use-case knows, not an accident. */
const refusalOf = (error: unknown): Result<never> => {
  if (!(error instanceof UniqueViolation)) throw error;
  switch (error.index) {
    case 'taken_cart':
      return reject('conflict', 'cart-taken', 'Another order was faster with this cart; try again.');
    case 'order_number':
      return reject('conflict', 'order-number-taken', 'The number of the order was given out already; try again.');
    case 'tracking_numbers':
      return trackingNumberUsed();
    default:
      throw error;
  }
};

const olderThan = (field: string, { after }: PageRequest): Filter<AggregateDocument> =>
  after === undefined ? {} : { $or: [{ [field]: { $lt: after.at } }, { [field]: after.at, _id: { $lt: after.orderId } }] };

/** From the order on in which the page ended, since one order may hold several seller orders of a seller. */
const fromOrderOn = (field: string, { after }: PageRequest): Filter<AggregateDocument> =>
  after === undefined ? {} : { $or: [{ [field]: { $lt: after.at } }, { [field]: after.at, _id: { $lte: after.orderId } }] };

export const orders = (store: OrderStore): Orders => {
  const versioned = ({ state, version }: { readonly state: Order; readonly version: number }): Versioned => ({ order: state, version });
  const find = async (filter: Filter<AggregateDocument>, sort: Readonly<Record<string, 1 | -1>>, limit: number) =>
    (await store.find(filter, { sort, limit })).map(versioned);
  const findOne = async (filter: Filter<AggregateDocument>) => (await find(filter, { _id: 1 }, 1))[0];
  return {
    load: async (orderId) => versioned(await store.loadVersioned(orderId)),
    lastWritten: (orderId) => {
      const last = store.lastWritten(orderId);
      return last === undefined ? undefined : versioned(last);
    },
    versions: async (orderIds) => {
      const found = await store.collection.find({ _id: { $in: [...orderIds] } }, { projection: { version: 1 } }).toArray();
      return new Map(found.map(({ _id, version }) => [_id, version]));
    },
    update: async (orderId, decide, options) => {
      try {
        const written = await store.updateVersioned(orderId, decide, options);
        return written.ok ? ok(versioned(written.value)) : written;
      } catch (error) {
        return refusalOf(error);
      }
    },
    findTaking: (cartId) => findOne({ takenCart: cartId }),
    findBySellerOrder: (sellerOrderId) => findOne({ sellerKeys: sellerOrderId }),
    byNumber: (orderNumber) => findOne({ 'state.orderNumber': orderNumber }),
    contested: contestedOrders(store),
    existing: async (orderIds) => {
      const found = await store.collection.find({ _id: { $in: [...orderIds] } }, { projection: { _id: 1 } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },
    ofBuyer: (buyerId, page) =>
      find({ 'state.buyerId': buyerId, ...olderThan('state.placedAt', page) }, { 'state.placedAt': -1, _id: -1 }, page.limit),
    ofSeller: ({ sellerId, status }, page) => {
      const key = status === undefined ? sellerId : sellerStatusKey(sellerId, status);
      return find({ sellerKeys: key, ...fromOrderOn('state.paidAt', page) }, { 'state.paidAt': -1, _id: -1 }, page.limit);
    },
  };
};
