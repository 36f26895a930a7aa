import { sellerReinstatedV1, sellerSuspendedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import { goodsVariant, newShop, publish, stockOf, type Shop } from './support/listings.ts';
import { lineOf, newOrder, type TestOrder } from './support/orders.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let shop: Shop;

beforeAll(async () => {
  world = await startWorld();
  shop = await newShop(world);
});

afterAll(() => world.stop());

const listingWith = (more: object = {}) => publish(world, shop, { variants: [goodsVariant(more)] });

const told = async (type: string, order: TestOrder) => (await world.events.waitFor(type, { subject: order.reservationId }))[0]?.data;

/** Waits until an event that was sent after all others of this key has been handled, so that nothing more can come. */
const becomes = (variantId: string, expected: object) =>
  eventually(`the stock of ${variantId} becomes ${JSON.stringify(expected)}`, async () => {
    const { available, held, sold } = await stockOf(world, variantId);
    expect({ available, held, sold }).toMatchObject(expected);
    return true;
  });

test('an order of two sellers is reserved whole, paid, and its marks are cleared', async () => {
  const other = await newShop(world);
  const [one, two] = [await listingWith(), await publish(world, other)];
  const order = newOrder(world, [lineOf(one, 2), lineOf(two, 1), lineOf(one, 1)]);
  await order.place();
  expect(await told('stock.reserved.v1', order)).toEqual({ reservationId: order.reservationId, orderId: order.orderId });
  expect((await stockOf(world, one.variants[0].variantId)).held).toEqual({ [order.orderId]: 3 });
  await order.pay();
  await told('stock.committed.v1', order);
  await becomes(one.variants[0].variantId, { available: 7, held: {}, sold: 3 });
  await becomes(two.variants[0].variantId, { available: 9, held: {}, sold: 1 });
});

test('what comes twice is done once', async () => {
  const listing = await listingWith();
  const order = newOrder(world, [lineOf(listing, 2)]);
  for (const send of [order.place, order.place, order.pay, order.pay, order.place]) await send();
  const part = { lines: [lineOf(listing, 2)], restock: true };
  await order.cancelPart('so_twice', part);
  await order.cancelPart('so_twice', part);
  await order.cancelPart('so_other', { ...part, lines: [lineOf(listing, 1)] });
  await becomes(listing.variants[0].variantId, { available: 11, held: {}, sold: 2 });
  expect(world.events.of('stock.reserved.v1', order.reservationId)).toHaveLength(1);
  expect(world.events.of('stock.committed.v1', order.reservationId)).toHaveLength(1);
  await world.events.waitFor('stock.restocked.v1', { subject: listing.variants[0].variantId, count: 2 });
  expect(world.events.of('stock.restocked.v1', listing.variants[0].variantId)).toHaveLength(2);
});

test('a release gives the lines back, and again finds nothing', async () => {
  const listing = await listingWith();
  const order = newOrder(world, [lineOf(listing, 4)]);
  await order.place();
  await told('stock.reserved.v1', order);
  await order.cancel();
  await order.cancel();
  await told('stock.released.v1', order);
  await becomes(listing.variants[0].variantId, { available: 10, held: {}, sold: 0 });
});

test('an order that ended before it came reserves nothing', async () => {
  const listing = await listingWith();
  const order = newOrder(world, [lineOf(listing, 4)]);
  await order.cancel(2);
  await order.place(1);
  const after = newOrder(world, [lineOf(listing, 1)]);
  await after.place();
  await told('stock.released.v1', order);
  await told('stock.reserved.v1', after);
  await becomes(listing.variants[0].variantId, { available: 9, held: { [after.orderId]: 1 } });
  expect(world.events.of('stock.reserved.v1', order.reservationId)).toEqual([]);
});

test('every fault of a refused order is named, and nothing of it stays held', async () => {
  const [plenty, few, dear] = [await listingWith(), await listingWith({ stock: 1 }), await listingWith()];
  const order = newOrder(world, [
    lineOf(plenty, 1),
    lineOf(few, 2),
    lineOf(dear, 1, { unitPriceRupiah: 30_000 }),
    lineOf(plenty, 1, { variantId: 'var_unknown' }),
  ]);
  await order.place();
  const rejected = await told('stock.rejected.v1', order);
  expect(rejected).toMatchObject({ reason: 'not_on_sale' });
  expect(rejected?.['lines']).toEqual(
    expect.arrayContaining([
      { variantId: few.variants[0].variantId, fault: 'insufficient_stock', requested: 2, available: 1 },
      { variantId: dear.variants[0].variantId, fault: 'price_changed', requested: 1, oldPriceRupiah: 30_000, newPriceRupiah: 35_000 },
      { variantId: 'var_unknown', fault: 'not_on_sale', requested: 1 },
    ]),
  );
  expect(rejected?.['lines']).toHaveLength(3);
  await becomes(plenty.variants[0].variantId, { available: 10, held: {} });
  await order.place();
  await order.cancel();
  await becomes(plenty.variants[0].variantId, { available: 10, held: {} });
});

test('fifty buyers of one unit: exactly one has it, forty-nine are clearly refused', async () => {
  const listing = await listingWith({ stock: 1 });
  const orders = Array.from({ length: 50 }, () => newOrder(world, [lineOf(listing, 1)]));
  await Promise.all(orders.map((order) => order.place()));
  const answers = await eventually('fifty answers', () => {
    const of = (type: string) => orders.filter(({ reservationId }) => world.events.of(type, reservationId).length > 0);
    const [reserved, rejected] = [of('stock.reserved.v1'), of('stock.rejected.v1')];
    return reserved.length + rejected.length === 50 ? { reserved, rejected } : undefined;
  });
  expect(answers.reserved).toHaveLength(1);
  for (const { reservationId } of answers.rejected) {
    expect(world.events.of('stock.rejected.v1', reservationId)[0]?.data).toMatchObject({
      reason: 'insufficient_stock',
      lines: [{ requested: 1, available: 0 }],
    });
  }
  await becomes(listing.variants[0].variantId, { available: 0, held: { [answers.reserved[0]!.orderId]: 1 }, sold: 0 });
});

test('a suspended seller’s goods leave sale, and come back with the seller; an older word changes nothing', async () => {
  const listing = await listingWith();
  const { sellerId } = shop;
  const suspended = sellerSuspendedV1.from({ subject: sellerId, time: new Date(), data: { sellerId, agencyId: 'agy_any' } });
  await world.others.publish(suspended, { sequence: 7 });
  await eventually('the listing is gone', async () => (await world.call(`GET /v1/listings/${listing.listingId}`)).status === 404);
  const refused = newOrder(world, [lineOf(listing, 1)]);
  await refused.place();
  expect(await told('stock.rejected.v1', refused)).toMatchObject({ reason: 'not_on_sale' });

  const staff = world.staff(sellerId);
  const priced = await world.call(`PUT /v1/listings/${listing.listingId}/variants/${listing.variants[0].variantId}/price`, {
    token: staff,
    body: { priceRupiah: 1 },
  });
  expect(priced).toMatchObject({ status: 409, body: { code: 'seller-suspended' } });

  await world.others.publish(sellerReinstatedV1.from({ subject: sellerId, time: new Date(), data: world.profile(sellerId) }), {
    sequence: 8,
  });
  await eventually('the listing is back', async () => (await world.call(`GET /v1/listings/${listing.listingId}`)).status === 200);
  await world.others.publish(suspended, { sequence: 7 });
  const order = newOrder(world, [lineOf(listing, 1)]);
  await order.place();
  await told('stock.reserved.v1', order);
});

test('a suspension in the middle leaves what is held to its order, and refuses what comes after', async () => {
  const own = { ...shop, sellerId: await world.verifiedSeller() };
  const listing = await publish(world, own, { variants: [goodsVariant({ stock: 5 })] });
  const { variantId } = listing.variants[0];
  const [paid, cancelled] = [newOrder(world, [lineOf(listing, 2)]), newOrder(world, [lineOf(listing, 1)])];
  for (const order of [paid, cancelled]) {
    await order.place();
    await told('stock.reserved.v1', order);
  }
  const data = { sellerId: own.sellerId, agencyId: 'agy_any' };
  await world.others.publish(sellerSuspendedV1.from({ subject: own.sellerId, time: new Date(), data }), { sequence: 7 });
  await eventually('the goods are off sale', async () => (await stockOf(world, variantId)).sellerOnSale === false);
  await becomes(variantId, { available: 2, held: { [paid.orderId]: 2, [cancelled.orderId]: 1 }, sold: 0 });

  const late = newOrder(world, [lineOf(listing, 1)]);
  await late.place();
  expect(await told('stock.rejected.v1', late)).toMatchObject({ reason: 'not_on_sale' });
  await paid.pay();
  await told('stock.committed.v1', paid);
  await cancelled.cancel();
  await told('stock.released.v1', cancelled);
  await becomes(variantId, { available: 3, held: {}, sold: 2 });
});

test('a departure whose day has passed takes nobody back', async () => {
  const agencyId = shop.agencyId;
  const body = { code: 'wisata-baduy', agencyId, name: { id: 'Wisata', en: 'Tours' }, kinds: ['tour'] };
  const { categoryId } = (await world.call('POST /v1/categories', { token: world.operator, body })).body;
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const variants = [{ sku: 'BADUY-1', name: 'Keberangkatan', priceRupiah: 300_000, stock: 5, serviceDate: tomorrow }];
  const tour = await publish(world, { ...shop, categoryId }, { kind: 'tour', variants });
  const { variantId } = tour.variants[0];
  const order = newOrder(world, [lineOf(tour, 2)]);
  await order.place();
  await order.pay();
  await told('stock.committed.v1', order);
  await world.service.chassis.mongo.collection<any>('stocks').updateOne({ _id: variantId }, { $set: { serviceDate: '2020-01-01' } });
  await order.cancelPart('so_over', { lines: [lineOf(tour, 2)], restock: true });
  const late = newOrder(world, [lineOf(tour, 1)]);
  await late.place();
  expect(await told('stock.rejected.v1', late)).toMatchObject({ reason: 'not_on_sale' });
  await becomes(variantId, { available: 3, sold: 2, held: {} });
});

test('goods that are broken do not go back on sale', async () => {
  const listing = await listingWith();
  const order = newOrder(world, [lineOf(listing, 2)]);
  for (const send of [order.place, order.pay]) await send();
  await order.cancelPart('so_broken', { lines: [lineOf(listing, 2)], restock: false });
  await order.cancelPart('so_well', { lines: [lineOf(listing, 1)], restock: true });
  await becomes(listing.variants[0].variantId, { available: 9, sold: 2 });
});

test('a hold that a crash left behind is given back by the reconciliation', async () => {
  const listing = await listingWith();
  const { variantId } = listing.variants[0];
  const order = newOrder(world, [lineOf(listing, 2)]);
  await order.place();
  await order.cancel();
  await told('stock.released.v1', order);
  await becomes(variantId, { available: 10, held: {} });
  const stocks = world.service.chassis.mongo.collection<any>('stocks');
  await stocks.updateOne({ _id: variantId }, { $inc: { available: -2, version: 1 }, $set: { [`held.${order.orderId}`]: 2 } });
  await becomes(variantId, { available: 10, held: {} });
});
