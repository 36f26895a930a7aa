import { allEvents, type OutgoingEvent } from '@wadah/contracts';
import { ok } from '@wadah/kit';
import type { Consumer, Delivered } from '@wadah/messaging';
import { listingConsumers } from '../src/adapters/kafka/listing.consumers.ts';
import { orderConsumers } from '../src/adapters/kafka/order.consumers.ts';
import { sellerConsumers } from '../src/adapters/kafka/seller.consumers.ts';
import { listingContracts } from '../src/adapters/mongo/listing.outbox.ts';
import { reservationContracts } from '../src/adapters/mongo/reservation.outbox.ts';
import { stockContract } from '../src/adapters/mongo/stock.writes.ts';
import { factsOf } from '../src/domain/listing.ts';
import { approval, at, listingIn, names, stockWith } from './support/examples.ts';

const facts = factsOf(listingIn('published', { variants: [{ ...listingIn('draft').variants[0]!, priceSequence: 3 }] }));
const fault = { variantId: 'var_1', fault: 'insufficient_stock', requested: 2, available: 1 } as const;
const orderId = 'ord_0198c5a0-0000-7000-8000-000000000001';

const produced: readonly OutgoingEvent[] = [
  ...listingContracts({ type: 'ListingSubmitted', ...names, at }),
  ...listingContracts({ type: 'ListingPublished', facts, review: approval, at }),
  ...listingContracts({ type: 'ListingReturned', ...names, review: approval, at }),
  ...listingContracts({ type: 'ListingRejected', ...names, review: approval, at }),
  ...listingContracts({ type: 'ListingUnpublished', ...names, at }),
  ...listingContracts({ type: 'ListingChanged', facts, at }),
  ...reservationContracts({ type: 'StockReserved', orderId, at }),
  ...reservationContracts({ type: 'StockRejected', orderId, reason: 'insufficient_stock', faults: [fault], at }),
  ...reservationContracts({ type: 'StockReleased', orderId, at }),
  ...reservationContracts({ type: 'StockCommitted', orderId, at }),
  stockContract(stockWith(), { type: 'StockAdjusted', byQuantity: 5, availableQuantity: 10, at }),
  stockContract(stockWith(), { type: 'StockRepriced', oldPriceRupiah: 1, newPriceRupiah: 2, at }),
  stockContract(stockWith(), { type: 'StockRestocked', orderId, sellerOrderId: 'so_1', quantity: 1, at }),
];

/** The paths of all fields, lists seen through their first element. */
const shapeOf = (value: unknown, path = ''): readonly string[] => {
  if (Array.isArray(value)) return shapeOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value)
    .flatMap(([name, inner]) => shapeOf(inner, `${path}.${name}`))
    .sort();
};

const definitionOf = (type: string) => allEvents.find((definition) => definition.type === type)!;

test.each(produced.map((event) => [event.type, event] as const))(
  '%s as catalogue writes it has the shape of the golden example',
  (type, event) => {
    const definition = definitionOf(type);
    expect(definition.data.safeParse(event.data).success).toBe(true);
    expect(shapeOf(event.data)).toEqual(shapeOf(definition.example));
    expect(JSON.stringify(event.data)).not.toMatch(/note|reasons|curatorId|description/);
  },
);

const did: unknown[] = [];
const does = async (...args: unknown[]) => {
  did.push(args);
  return ok(undefined as never);
};

const consumers: readonly Consumer[] = [
  ...orderConsumers({ reserve: does, release: does, commit: does, restock: does }),
  ...sellerConsumers(
    async (...args) => {
      did.push(args);
      return true;
    },
    async () => undefined,
  ),
  ...listingConsumers({ followListing: async (change) => void did.push(change), followPrice: does, show: async (id) => void did.push(id) }),
];

const handled = consumers.flatMap((consumer) => consumer.definitions.map((definition) => [definition.type, consumer, definition] as const));

test.each(handled)('%s: its example is handled, an unknown field ignored, a broken one refused', async (type, consumer, definition) => {
  const deliver = async (data: unknown) => {
    did.length = 0;
    const event: Delivered<unknown> = {
      id: 'e',
      type,
      source: '/wadah/x',
      subject: 's',
      time: at,
      sequence: 1,
      correlationId: 'c',
      data: definition.data.parse(data),
    };
    await consumer.handle(event);
    return JSON.stringify(did);
  };
  const example = definition.example as Record<string, unknown>;
  const done = await deliver(example);
  if (type !== 'seller-order.cancelled.v1') expect(done).not.toBe('[]');
  expect(await deliver({ ...example, invented: 'later' })).toBe(done);
  const [first = ''] = Object.keys(example);
  expect(definition.data.safeParse({ ...example, [first]: undefined }).success).toBe(false);
});

test('a seller order that does not go back on sale restocks nothing, one that does restocks its lines', async () => {
  const [type, consumer, definition] = handled.find(([name]) => name === 'seller-order.cancelled.v1')!;
  const event: Delivered<unknown> = {
    id: 'e',
    type,
    source: '/wadah/order',
    subject: 's',
    time: at,
    sequence: 1,
    correlationId: 'c',
    data: undefined,
  };
  did.length = 0;
  await consumer.handle({ ...event, data: definition.example });
  expect(did).toEqual([]);
  await consumer.handle({ ...event, data: { ...(definition.example as object), restock: true } });
  expect(did).toEqual([[expect.objectContaining({ lines: [{ variantId: expect.any(String), quantity: 2 }] })]]);
});
