import { eventually } from '@wadah/testing';
import { draft, draftBody, goodsVariant, newShop, publish, stockOf, type Shop } from './support/listings.ts';
import { lineOf, newOrder } from './support/orders.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let shop: Shop;

beforeAll(async () => {
  world = await startWorld();
  shop = await newShop(world);
});

afterAll(() => world.stop());

const variantPath = (listing: any) => `/v1/listings/${listing.listingId}/variants/${listing.variants[0].variantId}`;

const staff = () => world.staff(shop.sellerId);

const client = (scopes: readonly string[], organisationId = shop.sellerId) =>
  world.keys.client({ clientId: 'cli_pos', scopes, organisationId });

test('what is on hand is available and held; below what is held it is refused', async () => {
  const listing = await publish(world, shop, { variants: [goodsVariant()] });
  const order = newOrder(world, [lineOf(listing, 3)]);
  await order.place();
  await world.events.waitFor('stock.reserved.v1', { subject: order.reservationId });
  const set = (onHand: number) => world.call(`PUT ${variantPath(listing)}/stock`, { token: staff(), body: { onHand } });
  expect(await set(20)).toMatchObject({ status: 200, body: { onHand: 20, available: 17, held: 3 } });
  expect(await set(20)).toMatchObject({ status: 200, body: { onHand: 20 } });
  expect(await set(2)).toMatchObject({ status: 409, body: { code: 'stock-below-held' } });
  const [adjusted] = await world.events.waitFor('stock.adjusted.v1', { subject: listing.variants[0].variantId });
  expect(adjusted?.data).toMatchObject({ byQuantity: 10, availableQuantity: 17 });
  expect(world.events.of('stock.adjusted.v1', listing.variants[0].variantId)).toHaveLength(1);
});

test('a counted change needs a key and is counted once, also when the stored answer is lost', async () => {
  const listing = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const adjust = (key?: string, body: object = { by: -3, reason: 'Rusak' }) =>
    world.call(`POST ${variantPath(listing)}/stock-adjustments`, { token: staff(), body, ...(key === undefined ? {} : { key }) });
  expect(await adjust()).toMatchObject({ status: 400, body: { code: 'idempotency-key-required' } });
  expect(await adjust('adjustment-1')).toMatchObject({ status: 200, body: { available: 7 } });
  expect(await adjust('adjustment-1')).toMatchObject({ status: 200, body: { available: 7 } });
  await world.service.chassis.mongo.collection('idempotency_keys').deleteMany({});
  expect(await adjust('adjustment-1')).toMatchObject({ status: 200, body: { available: 7 } });
  expect(await adjust('adjustment-2', { by: -8, reason: 'Hilang' })).toMatchObject({ status: 409, body: { code: 'stock-below-held' } });
  expect(await adjust('adjustment-3', { by: 1_000_000, reason: 'Salah' })).toMatchObject({
    status: 422,
    body: { code: 'stock-too-large' },
  });
  expect(await adjust('adjustment-4', { by: 0, reason: 'Salah' })).toMatchObject({ status: 400 });
});

test('ten racing changes are all counted', async () => {
  const listing = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      world.call(`POST ${variantPath(listing)}/stock-adjustments`, {
        token: staff(),
        body: { by: 1, reason: 'Masuk' },
        key: `racing-${index}`,
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(await stockOf(world, listing.variants[0].variantId)).toMatchObject({ available: 20, intake: { adjusted: 10 } });
  await eventually('ten events in order', () => {
    const numbers = world.events.of('stock.adjusted.v1', listing.variants[0].variantId).map(({ sequence }) => sequence);
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
    return true;
  });
});

test('a client acts on routes that name its scope, for its own seller alone', async () => {
  const listing = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const path = `PUT ${variantPath(listing)}/stock`;
  const body = { onHand: 5 };
  expect((await world.call(path, { token: client(['stock:write']), body })).status).toBe(200);
  expect(await world.call(path, { token: client(['listings:write']), body })).toMatchObject({
    status: 403,
    body: { code: 'scope-missing' },
  });
  expect(await world.call(path, { token: client(['stock:write'], 'sel_other'), body })).toMatchObject({
    status: 404,
    body: { code: 'listing-not-found' },
  });
  expect(await world.call(path, { body })).toMatchObject({ status: 401 });
});

test.each([
  ['PUT', 'price', { priceRupiah: 0 }],
  ['PUT', 'price', { priceRupiah: 1.5 }],
  ['PUT', 'price', { priceRupiah: 1e12 }],
  ['PUT', 'price', { priceRupiah: { $gt: '' } }],
  ['PUT', 'stock', { onHand: -1 }],
  ['PUT', 'stock', { onHand: 1e12 }],
  ['PUT', 'stock', { onHand: 1, available: 2 }],
])('%s %s %j is a 400 that names the fault', async (method, what, body) => {
  const answer = await world.call(`${method} /v1/listings/lst_1/variants/var_1/${what}`, { token: staff(), body });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: expect.any(String) }] } });
});

test('a variant that the listing does not have is not found', async () => {
  const listing = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const answer = await world.call(`PUT /v1/listings/${listing.listingId}/variants/var_other/price`, {
    token: staff(),
    body: { priceRupiah: 5 },
  });
  expect(answer).toMatchObject({ status: 404, body: { code: 'variant-not-found' } });
});
