import type { Now } from '@wadah/kit';
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
  /** Another process may have written the change, and this one's copy be older. */
  const readAnew = () => {
    tree.forget();
    return tree.read();
  };
  // Where it belongs is read again for each batch, else two that follow at once, one of them late, would move the same listings for ever.
  const moveBatch = async (categoryId: string): Promise<boolean> => {
    const category = (await readAnew()).get(categoryId);
    if (category === undefined) return false;
    const { agencyId } = category;
    const ids = await copies.behind(categoryId, agencyId);
    for (const listingId of ids)
      await listings.updateVersioned(listingId, (listing) => decideFollowAgency(listing, { categoryId, agencyId, at: now() }));
    return ids.length > 0;
  };
  return async (categoryId) => {
    const known = await readAnew();
    const below = [...known.values()].filter(({ path }) => path.includes(categoryId));
    for (const category of below) await cards.rename(category.categoryId, namesOnCard(category.path, known));
    while (await moveBatch(categoryId));
  };
};
