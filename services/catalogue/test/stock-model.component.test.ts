import { connectMongo, type Mongo } from '@wadah/mongo';
import { freshNames, type FreshNames } from '@wadah/testing';
import fc from 'fast-check';
import { reservationStore } from '../src/adapters/mongo/reservation.store.ts';
import type { StockDocument } from '../src/adapters/mongo/stock.document.ts';
import { stockStore } from '../src/adapters/mongo/stock.store.ts';
import { reservationIdOf } from '../src/domain/reservation.ts';
import { interposeDriver, underFate, type Fate, type Sleeper } from './support/steps.ts';
import { openShop, price, type ModelOrder, type Shop, type Stores, type Story } from './support/stock-world.ts';

/**
 * The real stores on a real MongoDB, driven by generated histories: events of orders delivered none, one or many times in any order that a
 * topic allows, commands of the seller in between, a crash after any write, and a second replica that falls asleep before any operation.
 */
type Step =
  | { readonly kind: 'deliver'; readonly order: number; readonly back: number }
  | { readonly kind: 'set'; readonly variant: number; readonly onHand: number }
  | { readonly kind: 'adjust'; readonly variant: number; readonly id: number; readonly by: number }
  | { readonly kind: 'reprice'; readonly variant: number; readonly dearer: boolean }
  | { readonly kind: 'clear' }
  | { readonly kind: 'reconcile' };

type History = {
  readonly initial: readonly number[];
  readonly orders: readonly ModelOrder[];
  readonly steps: readonly { readonly step: Step; readonly fate: Fate }[];
};

const lanes = 12;
const historiesPerLane = 25;

let names: FreshNames;
let mongo: Mongo;
let stores: Stores;
let restoreDriver: () => void;

beforeAll(async () => {
  names = await freshNames('catalogue', { topics: [] });
  mongo = await connectMongo({ url: names.mongoUrl, appName: 'stock-model' });
  const now = () => new Date();
  stores = { stocks: stockStore({ mongo, now }), reservations: reservationStore({ mongo, now }) };
  restoreDriver = interposeDriver();
});

afterAll(async () => {
  restoreDriver();
  await mongo.close();
  await names.drop();
});

const variant = fc.integer({ min: 0, max: 1 });

const line = fc.record({ variant, quantity: fc.integer({ min: 1, max: 3 }) });

const order: fc.Arbitrary<ModelOrder> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  story: fc.constantFrom('stays-held', 'ends-unpaid', 'ends-before-it-came', 'paid', 'paid-one-part-back', 'paid-both-parts-back'),
});

const deliver = fc.record({
  kind: fc.constant('deliver' as const),
  order: fc.integer({ min: 0, max: 2 }),
  back: fc.integer({ min: 0, max: 2 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: deliver },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), variant, onHand: fc.integer({ min: 0, max: 8 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      variant,
      id: fc.integer({ min: 0, max: 1 }),
      by: fc.integer({ min: -3, max: 3 }).filter((by) => by !== 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reprice' as const), variant, dearer: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'clear' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reconcile' as const }) },
);

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'through' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), afterWrite: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sleep' as const), beforeOperation: fc.integer({ min: 1, max: 9 }) }) },
);

const history: fc.Arbitrary<History> = fc.record({
  initial: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 2 }),
  orders: fc.array(order, { minLength: 1, maxLength: 3 }),
  steps: fc.array(fc.record({ step, fate }), { minLength: 4, maxLength: 10 }),
});

const held = ({ held: holds }: StockDocument): number => Object.values(holds).reduce((sum, quantity) => sum + quantity, 0);

const assertBalanced = (document: StockDocument): void => {
  const { available, sold, intake } = document;
  expect([available, sold, ...Object.values(document.held)].every((quantity) => quantity >= 0)).toBe(true);
  expect(available + held(document) + sold).toBe(intake.initial + intake.restocked + intake.adjusted);
  const numbers = (document.outbox ?? []).map((item) => (item.kind === 'event' ? item.sequence : 0));
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
};

/** At most one replica sleeps; the others go on with whatever comes, the sleeper's own event included. */
class Replay {
  private readonly shop: Shop;
  private readonly next: number[];
  private sleeper: Sleeper | undefined;
  /** How often a total was set, per variant: each may have emitted one adjustment. */
  readonly sets = [0, 0];

  constructor(shop: Shop) {
    this.shop = shop;
    this.next = shop.orders.map(() => 0);
  }

  private work(step: Step): { readonly run: () => Promise<unknown>; readonly after?: () => void } {
    const { shop } = this;
    switch (step.kind) {
      case 'deliver': {
        const at = step.order % shop.orders.length;
        const events = shop.orders[at]!.events;
        const index = Math.max(0, Math.min(this.next[at]!, events.length - 1) - step.back);
        return { run: events[index]!, after: () => (this.next[at] = index + 1) };
      }
      case 'set':
        this.sets[step.variant]! += 1;
        return { run: () => shop.setStock(step.variant, step.onHand) };
      case 'adjust':
        return { run: () => shop.adjust(step.variant, `adj_${step.id}`, step.by) };
      case 'reprice':
        return { run: () => shop.reprice(step.variant, step.dearer ? price * 2 : price) };
      case 'clear':
        return { run: shop.clearMarks };
      case 'reconcile':
        return { run: shop.reconcile };
    }
  }

  async wake(): Promise<void> {
    this.sleeper?.wake();
    await this.sleeper?.done;
    this.sleeper = undefined;
  }

  async take(step: Step, wanted: Fate): Promise<void> {
    if (this.sleeper !== undefined && wanted.kind === 'sleep') await this.wake();
    const { run, after } = this.work(step);
    const outcome = await underFate(wanted, run);
    if (outcome === 'done') after?.();
    else if (outcome !== 'crashed') this.sleeper = outcome;
  }

  /** Kafka delivers again what was not committed, until every event has been handled to its end. */
  async settle(): Promise<void> {
    await this.wake();
    for (const { events } of this.shop.orders) for (const event of events) await event();
    await this.shop.clearMarks();
    await this.shop.reconcile();
  }
}

/** Where each story ends, as far as there was stock for it. */
const ends: Readonly<Record<Story, readonly string[]>> = {
  'stays-held': ['held', 'rejected'],
  'ends-unpaid': ['released', 'rejected'],
  'ends-before-it-came': ['released'],
  paid: ['committed', 'rejected'],
  'paid-one-part-back': ['committed', 'rejected'],
  'paid-both-parts-back': ['committed', 'rejected'],
};

type Total = { sold: number; held: number; restocked: number };

const emitted = (document: StockDocument, type: string): readonly any[] =>
  (document.outbox ?? []).flatMap((item) => (item.kind === 'event' && item.type === type ? [item.data] : []));

/** What must stand in the stock documents, told by the reservations and the events alone. */
const assertSettled = async (shop: Shop, sets: readonly number[]): Promise<void> => {
  const totals = new Map<string, Total>(shop.variants.map((id) => [id, { sold: 0, held: 0, restocked: 0 }]));
  for (const { orderId, story, lines, parts } of shop.orders) {
    const reservation = await stores.reservations.load(reservationIdOf(orderId));
    expect(ends[story]).toContain(reservation.status);
    for (const { variant: index, quantity } of lines) {
      const total = totals.get(shop.variants[index]!)!;
      if (reservation.status === 'committed') total.sold += quantity;
      if (reservation.status === 'held') total.held += quantity;
    }
    if (reservation.status !== 'committed') continue;
    expect([...reservation.restocked].sort()).toEqual(parts.map(({ sellerOrderId }) => sellerOrderId).sort());
    for (const part of parts) totals.get(shop.variants[part.variant]!)!.restocked += part.quantity;
  }
  for (const document of await shop.documents()) {
    assertBalanced(document);
    const total = totals.get(document._id)!;
    expect({ sold: document.sold, held: held(document), restocked: document.intake.restocked }).toEqual(total);
    expect(Object.values(document.held)).not.toContain(0);
    expect(Object.keys(document.restocks ?? {})).toEqual([]);
    const sum = (type: string, of: (data: any) => number) => emitted(document, type).reduce<number>((all, data) => all + of(data), 0);
    expect(sum('stock.restocked.v1', ({ quantity }) => quantity)).toBe(document.intake.restocked);
    expect(sum('stock.adjusted.v1', ({ byQuantity }) => byQuantity)).toBe(document.intake.adjusted);
    // However often a counted change was repeated, it was counted once.
    const counted = Object.keys(document.adjustments ?? {}).length + sets[shop.variants.indexOf(document._id)]!;
    expect(emitted(document, 'stock.adjusted.v1').length).toBeLessThanOrEqual(counted);
    expect(emitted(document, 'stock.restocked.v1')).toHaveLength(
      new Set(emitted(document, 'stock.restocked.v1').map(({ sellerOrderId }) => sellerOrderId)).size,
    );
  }
};

const replay = async ({ initial, orders, steps }: History): Promise<void> => {
  const shop = await openShop(stores, initial, orders);
  const course = new Replay(shop);
  for (const { step: one, fate: wanted } of steps) {
    await course.take(one, wanted);
    // An undisturbed step is judged with the next disturbed one: an imbalance does not heal.
    if (wanted.kind !== 'through') for (const document of await shop.documents()) assertBalanced(document);
  }
  await course.settle();
  await assertSettled(shop, course.sets);
};

test(`no history of ${lanes * historiesPerLane} loses or invents a unit of stock`, async () => {
  await Promise.all(
    Array.from({ length: lanes }, () => fc.assert(fc.asyncProperty(history, replay), { numRuns: historiesPerLane, endOnFailure: true })),
  );
}, 300_000);

const asleepIn = async (beforeOperation: number, work: () => Promise<unknown>): Promise<Sleeper> => {
  const sleeper = await underFate({ kind: 'sleep', beforeOperation }, work);
  if (typeof sleeper === 'string') throw new Error('The replica should sleep.');
  return sleeper;
};

test('a replica that slept through the end of its order gives back at once what it took', async () => {
  const shop = await openShop(
    stores,
    [5, 5],
    [
      {
        lines: [
          { variant: 0, quantity: 2 },
          { variant: 1, quantity: 1 },
        ],
        story: 'ends-unpaid',
      },
    ],
  );
  const [placed, ended] = shop.orders[0]!.events;
  const sleeper = await asleepIn(2, placed!);
  await ended!();
  sleeper.wake();
  expect(await sleeper.done).toBe('done');
  for (const document of await shop.documents()) expect(document).toMatchObject({ available: 5, held: {}, sold: 0 });
});

test('a replica that slept while another held the order leaves everything', async () => {
  const shop = await openShop(stores, [5, 5], [{ lines: [{ variant: 0, quantity: 2 }], story: 'paid' }]);
  const [placed] = shop.orders[0]!.events;
  const sleeper = await asleepIn(2, placed!);
  await placed!();
  sleeper.wake();
  expect(await sleeper.done).toBe('done');
  const [first] = (await shop.documents()).filter(({ _id }) => _id === shop.variants[0]);
  expect(first).toMatchObject({ available: 3, held: { [shop.orders[0]!.orderId]: 2 } });
});

test('clearing many marks of one variant leaves what is no mark any more', async () => {
  const shop = await openShop(
    stores,
    [9, 9],
    [
      { lines: [{ variant: 0, quantity: 1 }], story: 'paid' },
      { lines: [{ variant: 0, quantity: 2 }], story: 'paid' },
      { lines: [{ variant: 0, quantity: 3 }], story: 'stays-held' },
    ],
  );
  for (const { events } of shop.orders) for (const event of events) await event();
  await stores.stocks.clear(shop.orders.map(({ orderId }) => ({ variantId: shop.variants[0]!, of: 'sold', id: orderId })));
  const [first] = (await shop.documents()).filter(({ _id }) => _id === shop.variants[0]);
  expect(first?.held).toEqual({ [shop.orders[2]!.orderId]: 3 });
});

test.each([2, 3])(
  'a restock that slept before its operation %i, while another did it to the end, adds nothing',
  async (beforeOperation) => {
    const shop = await openShop(stores, [5, 5], [{ lines: [{ variant: 0, quantity: 2 }], story: 'paid-one-part-back' }]);
    const [placed, paid, back] = shop.orders[0]!.events;
    await placed!();
    await paid!();
    const sleeper = await asleepIn(beforeOperation, back!);
    await back!();
    await shop.clearMarks();
    sleeper.wake();
    expect(await sleeper.done).toBe('done');
    const [first] = (await shop.documents()).filter(({ _id }) => _id === shop.variants[0]);
    expect(first).toMatchObject({ available: 5, sold: 2, intake: { restocked: 2 } });
  },
);

test('a count of stock that slept through a hold counts again', async () => {
  const shop = await openShop(stores, [5, 5], [{ lines: [{ variant: 0, quantity: 5 }], story: 'stays-held' }]);
  const sleeper = await asleepIn(2, async () =>
    expect(await shop.setStock(0, 0)).toMatchObject({ ok: false, rejection: { code: 'stock-below-held' } }),
  );
  await shop.orders[0]!.events[0]!();
  sleeper.wake();
  expect(await sleeper.done).toBe('done');
});
