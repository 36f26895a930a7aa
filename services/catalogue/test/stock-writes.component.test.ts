import { newId } from '@wadah/kit';
import { connectMongo, type Mongo } from '@wadah/mongo';
import { freshNames, type FreshNames } from '@wadah/testing';
import { stockStore, type StockStore } from '../src/adapters/mongo/stock.store.ts';
import { decideAdjustStock, decideSetStock, type Stock } from '../src/domain/stock.ts';

const at = new Date();
const orderId = 'ord_1';
const sellerId = 'sel_1';

let names: FreshNames;
let mongo: Mongo;
let stocks: StockStore;
let listingId: string;
let variantId: string;

beforeAll(async () => {
  names = await freshNames('catalogue', { topics: [] });
  mongo = await connectMongo({ url: names.mongoUrl, appName: 'stock-writes' });
  stocks = stockStore({ mongo, now: () => at });
});

afterAll(async () => {
  await mongo.close();
  await names.drop();
});

beforeEach(async () => {
  [listingId, variantId] = [newId('lst'), newId('var')];
  await stocks.open([{ variantId, priceRupiah: 1_000, stock: 10, listingId, sellerId }]);
  await stocks.switchListing(listingId, { onSale: [variantId], sequence: 1 });
  await stocks.switchSeller({ sellerId, listingId }, { onSale: true, sequence: 1 });
});

const stored = () => stocks.collection.findOne({ _id: variantId });
const hold = () => ({ variantId, quantity: 2, orderId });
const take = () => stocks.take({ variantId, sellerId, quantity: 2, unitPriceRupiah: 1_000 }, orderId);

test('every write of a stock document raises its version and names itself', async () => {
  const writes: Readonly<Record<string, () => Promise<unknown>>> = {
    take,
    giveBack: () => stocks.giveBack(hold()),
    takeAgain: take,
    sell: () => stocks.sell(hold()),
    clear: () => stocks.clear([{ variantId, of: 'sold', id: orderId }]),
    set: () => stocks.update(variantId, (stock) => decideSetStock(stock, { onHand: 20, at })),
    switchListing: () => stocks.switchListing(listingId, { onSale: [], sequence: 2 }),
    switchSeller: () => stocks.switchSeller({ sellerId, listingId }, { onSale: false, sequence: 2 }),
  };
  for (const [name, write] of Object.entries(writes)) {
    const before = await stored();
    await write();
    const after = await stored();
    expect({ name, version: after?.version }).toEqual({ name, version: (before?.version ?? 0) + 1 });
    expect({ name, writeId: after?.writeId }).not.toEqual({ name, writeId: before?.writeId });
  }
});

/** What a failover does between our read and our write: another write gets the number of the version that was read. */
const failover = () => stocks.collection.updateOne({ _id: variantId }, { $set: { writeId: 'of another', available: 3 } });

test('a write over a version that a failover has replaced by another of the same number decides again', async () => {
  const seen: number[] = [];
  await stocks.update(variantId, async (stock: Stock) => {
    seen.push(stock.available);
    if (seen.length === 1) await failover();
    return decideAdjustStock(stock, { id: 'adjustment', by: -3, reason: 'counted', at });
  });
  expect(seen).toEqual([10, 3]);
  expect(await stored()).toMatchObject({ available: 0, outbox: [{ data: { availableQuantity: 0 } }] });
});

test('nothing to do on a version that a failover has replaced is decided again', async () => {
  const seen: number[] = [];
  await stocks.update(variantId, async (stock: Stock) => {
    seen.push(stock.available);
    if (seen.length === 1) await failover();
    return decideSetStock(stock, { onHand: 10, at });
  });
  expect(seen).toEqual([10, 3]);
  expect(await stored()).toMatchObject({ available: 10 });
});
