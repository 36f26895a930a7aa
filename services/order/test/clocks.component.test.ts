import { newId } from '@wadah/kit';
import { dueWorker } from '@wadah/mongo';
import { eventually } from '@wadah/testing';
import { confirm, fillCart, placeOrder, publishListing, type ListingOptions } from './support/order-service.ts';
import { byCourier, openShop, type OpenShop, type Paid } from './support/paid-orders.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A Monday without a holiday in the three weeks that follow. */
const monday = new Date('2026-11-30T03:00:00Z');

type Row = {
  readonly waitsFor: string;
  readonly waitSeconds: number;
  readonly event: string;
  readonly expected: object;
  /** Brings an order to where only the clock can move it. */
  readonly arrange: (shop: OpenShop) => Promise<{ readonly orderId: string }>;
};

const unpaid = async (shop: OpenShop): Promise<{ readonly orderId: string }> => {
  const market = await publishListing(shop.world, shop.service);
  const token = shop.world.tokens.user({ accountId: newId('acc'), now: shop.now() });
  return placeOrder(shop.service, token, await fillCart(shop.service, [market], token));
};

const said = async (shop: OpenShop, options: ListingOptions, ...commands: readonly (readonly [string, object?])[]): Promise<Paid> => {
  const paid = await shop.paidOrder(options);
  for (const [name, body] of commands) {
    const token = name === 'non-receipt' ? paid.token : shop.member(paid.market.sellerId);
    const answer = await shop.does(paid, name, token, body);
    if (answer.status !== 200) throw new Error(`${name} was refused: ${JSON.stringify(answer.body)}`);
  }
  return paid;
};

const pickUp: ListingOptions = { methods: [{ method: 'pick_up', priceRupiah: 0 }] };
const parcel = () => ({ courier: 'jne', trackingNumber: newId('t').toUpperCase().replace('T_', 'T') });

const rows: readonly Row[] = [
  {
    waitsFor: 'stock',
    waitSeconds: 60,
    event: 'order.rejected.v1',
    expected: { reason: 'timeout' },
    arrange: unpaid,
  },
  {
    waitsFor: 'the provider’s instructions',
    waitSeconds: 300,
    event: 'order.cancelled.v1',
    expected: { reason: 'no_instructions' },
    arrange: async (shop) => {
      const order = await unpaid(shop);
      await confirm(shop.world, order);
      return order;
    },
  },
  {
    waitsFor: 'the seller’s yes',
    waitSeconds: 24 * HOUR,
    event: 'seller-order.cancelled.v1',
    expected: { reason: 'not_accepted', countedAgainstSeller: false, goodsRupiah: 64_000, restock: true },
    arrange: (shop) => said(shop, {}),
  },
  {
    waitsFor: 'the buyer’s word',
    waitSeconds: 2 * DAY,
    event: 'seller-order.completed.v1',
    expected: { by: 'time' },
    arrange: (shop) => said(shop, {}, ['acceptance'], ['shipment', {}], ['delivery', {}]),
  },
  {
    waitsFor: 'the shipment, three working days',
    waitSeconds: 3 * DAY,
    event: 'seller-order.cancelled.v1',
    expected: { reason: 'not_shipped', countedAgainstSeller: true, goodsRupiah: 64_000, shippingRupiah: 20_000 },
    arrange: (shop) => said(shop, byCourier, ['acceptance']),
  },
  {
    waitsFor: 'an operator’s decision, of which operators are only told',
    waitSeconds: 3 * DAY,
    event: 'seller-order.decision-overdue.v1',
    expected: {},
    arrange: (shop) => said(shop, {}, ['acceptance'], ['shipment', {}], ['non-receipt', { note: 'Belum sampai.' }]),
  },
  {
    waitsFor: 'the buyer at the pick-up point',
    waitSeconds: 7 * DAY,
    event: 'seller-order.contested.v1',
    expected: { reason: 'not_picked_up' },
    arrange: (shop) => said(shop, pickUp, ['acceptance']),
  },
  {
    waitsFor: 'a tour, three days after its date',
    waitSeconds: 8 * DAY + 14 * HOUR,
    event: 'seller-order.contested.v1',
    expected: { reason: 'not_served' },
    arrange: (shop) => said(shop, { kind: 'tour', serviceDate: '2026-12-05' }, ['acceptance']),
  },
  {
    waitsFor: 'the delivery',
    waitSeconds: 14 * DAY,
    event: 'seller-order.contested.v1',
    expected: { reason: 'not_delivered' },
    arrange: (shop) => said(shop, byCourier, ['acceptance'], ['shipment', parcel()]),
  },
  {
    waitsFor: 'a service, 17 days after the seller’s yes',
    waitSeconds: 17 * DAY,
    event: 'seller-order.contested.v1',
    expected: { reason: 'not_served' },
    arrange: (shop) => said(shop, { kind: 'service' }, ['acceptance']),
  },
];

const deadlineOf = async (shop: OpenShop, mongo: OpenShop['service']['chassis']['mongo'], orderId: string): Promise<Date> => {
  const stored = await mongo.collection<{ _id: string; deadlineAt?: Date }>('orders').findOne({ _id: orderId });
  return stored?.deadlineAt ?? shop.now();
};

type Waiting = Row & { readonly orderId: string; readonly dueAt: Date };

const arranged = (shop: OpenShop): Promise<readonly Waiting[]> =>
  Promise.all(
    rows.map(async (row) => {
      const { orderId } = await row.arrange(shop);
      return { ...row, orderId, dueAt: await deadlineOf(shop, shop.service.chassis.mongo, orderId) };
    }),
  );

const waitingOf = (all: readonly Waiting[], { waitsFor }: Row): Waiting => {
  const found = all.find((one) => one.waitsFor === waitsFor);
  if (found === undefined) throw new Error(`Nothing waits for ${waitsFor}.`);
  return found;
};

describe('when its time is over, what waits for', () => {
  let shop: OpenShop;
  let waiting: readonly Waiting[];
  let begunAt: Date;

  beforeAll(async () => {
    shop = await openShop({}, monday);
    begunAt = shop.now();
    waiting = await arranged(shop);
  }, 90_000);

  afterAll(() => shop.stop());

  test.each(rows.map((row) => [row.waitsFor, row] as const))('%s ends as its row says', async (_what, row) => {
    const { orderId, event, expected, waitSeconds, dueAt } = waitingOf(waiting, row);
    const lateSeconds = (dueAt.getTime() - begunAt.getTime()) / 1000 - waitSeconds;
    // Each begins its wait while the shop is being arranged; a date begins where it lies.
    expect(Math.abs(lateSeconds)).toBeLessThan(60);
    if (shop.now() < dueAt) shop.moved.set(new Date(dueAt.getTime() + 1));
    const [told] = await shop.world.events.waitFor(event, { subject: orderId });
    expect(told?.data).toMatchObject(expected);
    expect(Date.parse(told?.headers['ce_time'] ?? '')).toBeGreaterThanOrEqual(dueAt.getTime());
  });

  test('nothing ends twice, and operators are told again every three days', async () => {
    for (const { orderId, event, waitsFor } of waiting.filter(({ event: name }) => !name.includes('overdue')))
      expect([waitsFor, shop.world.events.of(event, orderId).length]).toEqual([waitsFor, 1]);
    const contested = waiting.find(({ event }) => event.includes('overdue'));
    expect(shop.world.events.of('seller-order.decision-overdue.v1', contested?.orderId).length).toBeGreaterThan(1);
  });
});

describe('when the sweeper was killed with all of them in its hands, another one takes over after the lease what waits for', () => {
  let shop: OpenShop;
  let waiting: readonly Waiting[];
  let tooEarly: number;

  beforeAll(async () => {
    shop = await openShop({ DEADLINE_SWEEP_MS: '60000' }, monday);
    waiting = await arranged(shop);
    shop.moved.advance(18 * DAY);
    const { mongo, metrics, logger } = shop.service.chassis;
    dueWorker({
      mongo, metrics, logger,
      now: shop.now, name: 'killed', collection: 'orders', dueColumn: 'deadlineAt', leaseMs: 30_000, intervalMs: 50, concurrency: rows.length,
      handle: () => new Promise<void>(() => undefined),
    }); // prettier-ignore
    await eventually('the sweeper holds all of them', async () => {
      const due = await Promise.all(waiting.map(({ orderId }) => deadlineOf(shop, mongo, orderId)));
      return due.every((at) => at > shop.now());
    });
    await shop.service.crash();
    await shop.world.start({ now: shop.now, variables: { DEADLINE_SWEEP_MS: '100' } });
    tooEarly = waiting.flatMap(({ event, orderId }) => shop.world.events.of(event, orderId)).length;
    shop.moved.advance(31);
  }, 120_000);

  afterAll(() => shop.stop());

  test('nothing before the lease is over', () => expect(tooEarly).toBe(0));

  test.each(rows.map((row) => [row.waitsFor, row] as const))('%s', async (_what, row) => {
    const { orderId, event, expected } = waitingOf(waiting, row);
    const [told] = await shop.world.events.waitFor(event, { subject: orderId, timeoutMs: 20_000 });
    expect(told?.data).toMatchObject(expected);
    expect(shop.world.events.of(event, orderId)).toHaveLength(1);
  });
});
