import {
  paymentCapturedV1,
  paymentExpiredV1,
  paymentFailedV1,
  paymentRequestedV1,
  refundAccountNeededV1,
  refundCompletedV1,
  refundProcessingV1,
  refundRequestedV1,
  stockRejectedV1,
  stockReservedV1,
  type EventDefinition,
} from '@wadah/contracts';
import { ok } from '@wadah/kit';
import type { Consumer, Delivered } from '@wadah/messaging';
import { memoryStore } from '@wadah/testing';
import { paymentCapturedConsumer } from '../src/adapters/kafka/payment-captured.consumer.ts';
import { paymentExpiredConsumer } from '../src/adapters/kafka/payment-expired.consumer.ts';
import { paymentFailedConsumer } from '../src/adapters/kafka/payment-failed.consumer.ts';
import { paymentRequestedConsumer } from '../src/adapters/kafka/payment-requested.consumer.ts';
import { refundConsumers } from '../src/adapters/kafka/refund-mirrored.consumers.ts';
import { stockRejectedConsumer } from '../src/adapters/kafka/stock-rejected.consumer.ts';
import { stockReservedConsumer } from '../src/adapters/kafka/stock-reserved.consumer.ts';
import type { Orders } from '../src/app/ports.ts';
import type { OrderEvent } from '../src/domain/order-event.ts';
import { evolve } from '../src/domain/evolve.ts';
import { absentOrder, type Order } from '../src/domain/order.ts';
import { at, awaitingOrder, confirmedOrder, part, placedOrder } from './support/orders.ts';

/** One order in memory, decided on as the store does. */
const oneOrder = (initial: Order) => {
  const store = memoryStore<Order, OrderEvent>({ initial, evolve });
  const update: Orders['update'] = async (orderId, decide) => {
    const updated = await store.update(orderId, decide);
    return updated.ok ? ok({ order: updated.value, version: 1 }) : updated;
  };
  const unused = () => Promise.reject(new Error('Not used by consumers.'));
  const orders: Orders = {
    update,
    load: unused,
    lastWritten: () => undefined,
    versions: unused,
    findTaking: unused,
    findBySellerOrder: unused,
    existing: unused,
    byNumber: unused,
    contested: unused,
    ofBuyer: unused,
    ofSeller: unused,
  };
  const { orderId } = stockReservedV1.example;
  return { orders, current: () => store.current(orderId) };
};

const now = () => at;
const total = 79_000;
const paidFor = [part()];

type Case = [EventDefinition, (orders: Orders) => Consumer, Order, object, string];

const refundConsumer = (index: number) => (orders: Orders) => {
  const consumer = refundConsumers(orders, now)[index];
  if (consumer === undefined) throw new Error('No such consumer.');
  return consumer;
};

const cases: Case[] = [
  [stockReservedV1, (orders) => stockReservedConsumer(orders, now), placedOrder(paidFor), {}, 'confirmed'],
  [stockRejectedV1, (orders) => stockRejectedConsumer(orders, now), placedOrder(paidFor), {}, 'rejected'],
  [paymentRequestedV1, (orders) => paymentRequestedConsumer(orders, now), confirmedOrder(paidFor), {}, 'awaiting_payment'],
  [paymentCapturedV1, (orders) => paymentCapturedConsumer(orders, now), awaitingOrder(paidFor), { amountRupiah: total }, 'paid'],
  [paymentExpiredV1, (orders) => paymentExpiredConsumer(orders, now), awaitingOrder(paidFor), {}, 'expired'],
  [paymentFailedV1, (orders) => paymentFailedConsumer(orders, now), awaitingOrder(paidFor), {}, 'cancelled'],
  [refundRequestedV1, refundConsumer(0), awaitingOrder(paidFor), {}, 'awaiting_payment'],
  [refundProcessingV1, refundConsumer(1), awaitingOrder(paidFor), {}, 'awaiting_payment'],
  [refundAccountNeededV1, refundConsumer(2), awaitingOrder(paidFor), {}, 'awaiting_payment'],
  [refundCompletedV1, refundConsumer(3), awaitingOrder(paidFor), {}, 'awaiting_payment'],
];

const delivered = (definition: EventDefinition, data: object): Delivered<unknown> => ({
  id: 'evt_1',
  type: definition.type,
  source: '/wadah/test',
  subject: 'sub_1',
  time: at,
  sequence: 3,
  correlationId: 'cor_1',
  data: definition.data.parse({ ...(definition.example as object), ...data, addedByALaterRelease: true }),
});

describe.each(cases.map((one) => [one[0].type, ...one] as const))('%s', (_type, definition, consumerOf, initial, over, status) => {
  test('moves the order on, whatever a later release adds', async () => {
    const { orders, current } = oneOrder(initial);
    await consumerOf(orders).handle(delivered(definition, over));
    expect(current().status).toBe(status);
  });

  test('changes nothing when it comes again', async () => {
    const { orders, current } = oneOrder(initial);
    await consumerOf(orders).handle(delivered(definition, over));
    const once = current();
    await consumerOf(orders).handle(delivered(definition, over));
    expect(current()).toEqual(once);
  });

  test('is not found for an order that never was, which makes it poison', async () => {
    const { orders } = oneOrder(absentOrder);
    expect(await consumerOf(orders).handle(delivered(definition, over))).toMatchObject({ ok: false, rejection: { kind: 'not_found' } });
  });

  test('is not read when it is broken', () => {
    expect(definition.data.safeParse({ ...(definition.example as object), orderId: 7 }).success).toBe(false);
  });
});

test('a reason of a later release rejects the order as not on sale', async () => {
  const { orders, current } = oneOrder(placedOrder(paidFor));
  await stockRejectedConsumer(orders, now).handle(delivered(stockRejectedV1, { reason: 'recalled', lines: [] }));
  expect(current()).toMatchObject({ status: 'rejected', rejection: { reason: 'not_on_sale' } });
});
