import type { Now } from '@wadah/kit';
import type { CategoryData } from '../domain/category.ts';
import { decideFollowAgency } from '../domain/follow-agency.ts';
import type { CategoryTree, Listings } from './ports.ts';
import { namesOnCard, type Cards } from './show-listing.ts';

export type AgencyCopies = {
  /** Some listings of the category that name another agency; none when all have followed. */
  behind(categoryId: string, agencyId: string): Promise<readonly string[]>;
};

export type FollowCategory = (categoryId: string) => Promise<void>;

type Deps = {
  readonly tree: CategoryTree;
  readonly listings: Listings;
  readonly copies: AgencyCopies;
  readonly cards: Pick<Cards, 'rename'>;
  readonly now: Now;
};

/** A category's change reaches what copies it: the names on its cards and those below it, and its listings' agency. */
export const followCategory = ({ tree, listings, copies, cards, now }: Deps): FollowCategory => {
  const moveListings = async ({ categoryId, agencyId }: CategoryData): Promise<void> => {
    for (let ids = await copies.behind(categoryId, agencyId); ids.length > 0; ids = await copies.behind(categoryId, agencyId)) {
      for (const listingId of ids)
        await listings.updateVersioned(listingId, (listing) => decideFollowAgency(listing, { categoryId, agencyId, at: now() }));
    }
  };
  return async (categoryId) => {
    // Another process may have written the change, and this one's copy be older.
    tree.forget();
    const known = await tree.read();
    const below = [...known.values()].filter(({ path }) => path.includes(categoryId));
    for (const category of below) await cards.rename(category.categoryId, namesOnCard(category.path, known));
    const changed = known.get(categoryId);
    if (changed !== undefined) await moveListings(changed);
  };
};
