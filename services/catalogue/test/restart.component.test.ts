import { eventually } from '@wadah/testing';
import { draft, draftBody, newShop } from './support/listings.ts';
import { caller, startCatalogue, startWorld, type World } from './support/start.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.stop());

test('a service that died between its write and its publication publishes after its restart, once in effect', async () => {
  const shop = await newShop(world);
  const made = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const names = { ...world.names, topicPrefix: `${world.names.topicPrefix}nowhere.` };
  // A second replica whose broker's topics do not exist can write and not publish; then it dies.
  const mute = await startCatalogue(names, world.keys, { LOG_LEVEL: 'silent' });
  const token = world.staff(shop.sellerId);
  expect((await caller(mute.url)(`POST /v1/listings/${made.listingId}/submission`, { token })).status).toBe(200);
  await mute.crash();
  const [submitted] = await world.events.waitFor('listing.submitted.v1', { subject: made.listingId, timeoutMs: 25_000 });
  expect(submitted).toMatchObject({ sequence: 1, data: { sellerId: shop.sellerId } });
  await eventually('the outbox is empty', async () => {
    const document = await world.service.chassis.mongo.collection<any>('listings').findOne({ _id: made.listingId });
    return (document?.outbox ?? []).length === 0;
  });
  expect(new Set(world.events.of('listing.submitted.v1', made.listingId).map(({ id }) => id)).size).toBe(1);
}, 60_000);

test('stock that was opened for a listing that never came is swept after a day, and no other', async () => {
  const shop = await newShop(world);
  const made = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const stocks = world.service.chassis.mongo.collection<any>('stocks');
  const { variantId } = made.variants[0];
  const kept = await stocks.findOne({ _id: variantId });
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  await stocks.updateOne({ _id: variantId }, { $set: { createdAt: longAgo } });
  await stocks.insertOne({ ...kept, _id: 'var_orphan', listingId: 'lst_never', createdAt: longAgo });
  await stocks.insertOne({ ...kept, _id: 'var_young', listingId: 'lst_soon' });
  await eventually('the orphan is swept', async () => (await stocks.findOne({ _id: 'var_orphan' })) === null);
  expect(await stocks.countDocuments({ _id: { $in: [variantId, 'var_young'] } })).toBe(2);
});
