import type { CategoryData } from '../domain/category.ts';
import { isLive, type LiveListing } from '../domain/listing.ts';
import type { CategoryTree, Listings, Sellers } from './ports.ts';

/** What a shop window shows of a listing: everything a buyer may read, without stock. */
export type Card = Pick<
  LiveListing,
  'listingId' | 'sellerId' | 'agencyId' | 'categoryId' | 'kind' | 'title' | 'description' | 'variants'
> & {
  /** The category's path as one text, so that a filter by an ancestor is a range of an index. */
  readonly trail: string;
  /** Names of the category and its ancestors in both languages, for the text search. */
  readonly categoryNames: string;
  /** The cheapest variant. */
  readonly priceRupiah: number;
  readonly publishedAt: Date;
};

export type SellerFace = { readonly name: string; readonly regency: string; readonly onSale: boolean; readonly sequence: number };

export type Cards = {
  /** Writes the card, only over an older version of the listing. */
  put(card: Card, version: number): Promise<void>;
  /** Takes the card out of sight, only over an older version of the listing. */
  hide(listingId: string, version: number): Promise<void>;
  /** The words that cards of this category are found by. */
  rename(categoryId: string, categoryNames: string): Promise<void>;
  /** Follows the seller, one card or all of its cards. Only by a higher sequence. */
  face(where: { readonly sellerId: string; readonly listingId?: string }, face: SellerFace): Promise<void>;
};

export type ShowListing = (listingId: string) => Promise<void>;

export type ShowDeps = { readonly listings: Listings; readonly categories: CategoryTree; readonly sellers: Sellers; readonly cards: Cards };

export const trailOf = (path: readonly string[]): string => `${path.join('/')}/`;

/** Names of the category and its ancestors, each once. */
export const namesOnCard = (path: readonly string[], tree: ReadonlyMap<string, CategoryData>): string =>
  [...new Set(path.flatMap((id) => Object.values(tree.get(id)?.name ?? {})))].join(' ');

const cardOf = async (listing: LiveListing, categories: CategoryTree): Promise<Card> => {
  const { listingId, sellerId, agencyId, categoryId, kind, title, description, variants, publishedAt } = listing;
  const tree = await categories.read();
  const path = tree.get(categoryId)?.path ?? [categoryId];
  return {
    ...{ listingId, sellerId, agencyId, categoryId, kind, title, description, variants },
    trail: trailOf(path),
    categoryNames: namesOnCard(path, tree),
    priceRupiah: Math.min(...variants.map(({ priceRupiah }) => priceRupiah)),
    publishedAt: publishedAt ?? listing.createdAt,
  };
};

export const faceOf = (seller: { name?: string; regency?: string; approval?: string; sequence: number } | undefined): SellerFace => ({
  name: seller?.name ?? '',
  regency: seller?.regency ?? '',
  onSale: seller?.approval === 'verified',
  sequence: seller?.sequence ?? 0,
});

/** Brings the card to what listing and seller are now; by whichever event or command it is called, and however often. */
export const showListing =
  ({ listings, categories, sellers, cards }: ShowDeps): ShowListing =>
  async (listingId) => {
    const { state, version } = await listings.loadVersioned(listingId);
    if (!isLive(state) || state.status !== 'published') return cards.hide(listingId, version);
    await cards.put(await cardOf(state, categories), version);
    // Read after the card is written: a change of the seller that comes in between finds the card and writes its own face.
    await cards.face({ sellerId: state.sellerId, listingId }, faceOf(await sellers.get(state.sellerId)));
  };
