import { eventually } from '@wadah/testing';
import { draft, draftBody, goodsVariant, newShop, publish, review, type Shop } from './support/listings.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let shop: Shop;

beforeAll(async () => {
  world = await startWorld();
  shop = await newShop(world);
});

afterAll(() => world.stop());

const staff = () => world.staff(shop.sellerId);

test('a listing goes from draft through its curator on sale, and everybody is told', async () => {
  const made = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  expect(made).toMatchObject({ status: 'draft', agencyId: shop.agencyId, variants: [{ priceRupiah: 35_000, available: 10, onHand: 10 }] });
  const submitted = await world.call(`POST /v1/listings/${made.listingId}/submission`, { token: staff() });
  expect(submitted).toMatchObject({ status: 200, body: { status: 'submitted' } });
  const queue = await world.call('GET /v1/curation/listings', { token: world.curator(shop.agencyId) });
  expect(queue.body.items).toEqual([expect.objectContaining({ listingId: made.listingId })]);
  expect((await world.call(`GET /v1/listings/${made.listingId}`)).status).toBe(404);

  const reviewed = await review(world, made.listingId, shop.agencyId);
  expect(reviewed).toMatchObject({ status: 200, body: { status: 'published', review: { decision: 'approve' } } });
  const [published] = await world.events.waitFor('listing.published.v1', { subject: made.listingId });
  expect(published?.data).toMatchObject({
    sellerId: shop.sellerId,
    kind: 'goods',
    variants: [{ priceRupiah: 35_000, weightGrams: 1_000 }],
  });
  const shown = await eventually('the listing is shown', async () => {
    const answer = await world.call(`GET /v1/listings/${made.listingId}`);
    return answer.status === 200 ? answer : undefined;
  });
  expect(shown.body).toMatchObject({
    sellerId: shop.sellerId,
    sellerName: 'Koperasi Cijaku Manis',
    regency: '36.02',
    variants: [{ available: 10 }],
  });
});

test('a seller reads in the account’s own language where a listing stands, and what is public says nothing in any', async () => {
  const { listingId } = await publish(world, shop, { variants: [goodsVariant()] });
  const path = `GET /v1/sellers/${shop.sellerId}/listings/${listingId}`;
  const memberships = [{ organisationId: shop.sellerId, kind: 'seller' as const, role: 'seller_staff' }];
  const seen = async (locale: 'id' | 'en') =>
    (await world.call(path, { token: world.keys.user({ accountId: 'acc_reader', memberships, locale }) })).body;
  expect(await seen('en')).toMatchObject({ statusText: 'Published', kindText: 'Goods', review: { decisionText: 'Approved' } });
  expect(await seen('id')).toMatchObject({ statusText: 'Terbit', kindText: 'Barang', review: { decisionText: 'Disetujui' } });
  const shown = await eventually('the listing is shown', async () => {
    const answer = await world.call(`GET /v1/listings/${listingId}`);
    return answer.status === 200 ? answer : undefined;
  });
  expect(Object.keys(shown.body)).not.toEqual(expect.arrayContaining(['kindText']));
});

test('a price command reaches the stock first, then the listing and its readers', async () => {
  const listing = await publish(world, shop, { variants: [goodsVariant()] });
  const [{ variantId }] = listing.variants;
  const path = `PUT /v1/listings/${listing.listingId}/variants/${variantId}/price`;
  expect(await world.call(path, { token: staff(), body: { priceRupiah: 40_000 } })).toMatchObject({
    status: 200,
    body: { priceRupiah: 40_000 },
  });
  expect((await world.call(path, { token: staff(), body: { priceRupiah: 40_000 } })).status).toBe(200);
  await world.events.waitFor('stock.repriced.v1', { subject: variantId });
  const [changed] = await world.events.waitFor('listing.changed.v1', { subject: listing.listingId });
  expect(changed?.data).toMatchObject({ variants: [{ variantId, priceRupiah: 40_000 }] });
  expect(world.events.of('stock.repriced.v1', variantId)).toHaveLength(1);
});
