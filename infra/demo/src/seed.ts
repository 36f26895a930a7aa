import { inTurns } from './in-turns.ts';
import type { Session } from './people.ts';
import { seedAgencies, seedCategories, seedCurators } from './seed-agencies.ts';
import { seedListings } from './seed-listings.ts';
import { seedSeller, type SeededSeller } from './seed-sellers.ts';
import type { Seeding } from './seeding.ts';

export type Seeded = {
  readonly operator: Session;
  readonly curators: ReadonlyMap<string, string>;
  readonly sellers: ReadonlyMap<string, SeededSeller>;
  readonly buyers: ReadonlyMap<string, Session>;
};

/** Everything goes through the public API, its mails and the curators; what exists already is left as it is, so it can run twice. */
export const seed = async (seeding: Seeding, operator: Session): Promise<Seeded> => {
  const agencies = await seedAgencies(seeding, operator.accessToken);
  const categories = await seedCategories(seeding, operator.accessToken, agencies);
  seeding.progress.say(`${agencies.size} agencies, ${categories.size} categories`);
  const curators = await seedCurators(seeding, operator.accessToken, agencies);
  seeding.progress.say(`${curators.size} curators`);
  const places = { agencies, categories, curators };
  const sellers = new Map<string, SeededSeller>();
  const buyers = new Map<string, Session>();
  await inTurns(seeding.banten.sellers, 4, async (data) => {
    const seller = await seedSeller(seeding, data, places);
    sellers.set(data.key, seller);
    seeding.progress.step('seller');
    await seedListings(seeding, seller, { listings: seeding.banten.listings.filter((listing) => listing.seller === data.key), places });
  });
  await inTurns(seeding.banten.buyers, 2, async (data) => {
    buyers.set(data.key, await seeding.people.enter(data.account.email, data.account.name));
  });
  seeding.progress.say(`${sellers.size} sellers, ${seeding.banten.listings.length} listings on sale, ${buyers.size} buyers`);
  return { operator, curators, sellers, buyers };
};
