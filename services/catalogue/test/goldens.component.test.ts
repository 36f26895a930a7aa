import type { AggregateDocument } from '@wadah/mongo';
import { releases, replayGoldens } from '@wadah/testing';
import { content, listingIn } from './support/examples.ts';
import { startWorld, type World } from './support/start.ts';

jest.setTimeout(90_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const nameOf = (kind: string, release: number, number: number): string => `${kind}_0198c5a${release}-0000-7000-8000-00000000000${number}`;

/** The goldens' listings, as a release to come would have published them. */
const publishGoldenListings = async (): Promise<void> => {
  const now = new Date();
  const documents = releases.map((_release, index) => {
    const names = { listingId: nameOf('lst', index, 5), sellerId: nameOf('sel', index, 3) };
    const [variant] = content.variants;
    const variants = [{ ...variant, variantId: nameOf('var', index, 6), storage: 'of a later release' }];
    return {
      ...{ _id: names.listingId, version: 1, sequence: 2, schema: 1, writeId: 'published', createdAt: now, updatedAt: now, outbox: [] },
      state: { ...listingIn('published', names), variants, season: 'of a later release' },
    };
  });
  await world.service.chassis.mongo.collection<AggregateDocument>('listings').insertMany(documents);
};

test('messages of any release that catalogue may read are followed, and none is a dead letter', async () => {
  await publishGoldenListings();
  const { deadLetters } = await replayGoldens(world.names, 'catalogue');
  expect(deadLetters).toEqual([]);
  const listings = await world.service.chassis.mongo.collection<AggregateDocument>('listings').find({}).toArray();
  expect(listings.map(({ state }) => state)).toEqual(
    releases.map(() =>
      expect.objectContaining({
        season: 'of a later release',
        variants: [expect.objectContaining({ priceRupiah: 34_000, storage: 'of a later release' })],
      }),
    ),
  );
});
