import type { Now, Result } from '@wadah/kit';
import { actingFor, type Caller } from '../domain/access.ts';
import { decideDraftListing, placeIn } from '../domain/edit-listing.ts';
import { planVariants, type VariantDraft } from '../domain/listing-content.ts';
import type { Listing, ListingKind } from '../domain/listing.ts';
import { mayPrepare } from '../domain/seller.ts';
import type { Categories, Listings, Sellers, Stocks, Versioned } from './ports.ts';

export type CreateListing = {
  readonly listingId: string;
  readonly sellerId: string;
  readonly kind: ListingKind;
  readonly categoryId: string;
  readonly title: string;
  readonly description: string;
  readonly variants: readonly VariantDraft[];
};

export type CreateListingUseCase = (caller: Caller, command: CreateListing) => Promise<Result<Versioned<Listing>>>;

export type ListingDeps = {
  readonly listings: Listings;
  readonly categories: Categories;
  readonly sellers: Sellers;
  readonly stocks: Stocks;
  readonly now: Now;
};

/** Stock documents come first and the listing last, so that a listing never names a variant without stock. */
export const createListing =
  ({ listings, categories, sellers, stocks, now }: ListingDeps): CreateListingUseCase =>
  async (caller, { variants: drafts, ...command }) => {
    const { listingId, sellerId, kind, categoryId } = command;
    const acting = actingFor(caller, sellerId);
    if (!acting.ok) return acting;
    const seller = mayPrepare(await sellers.get(sellerId));
    if (!seller.ok) return seller;
    const place = placeIn(await categories.load(categoryId), kind);
    if (!place.ok) return place;
    const plan = planVariants({ kind, drafts, present: [], seed: [listingId] });
    if (!plan.ok) return plan;
    const { variants, openings } = plan.value;
    await stocks.open(openings.map((opening) => ({ ...opening, listingId, sellerId })));
    return listings.updateVersioned(
      listingId,
      (listing) => decideDraftListing(listing, { ...command, ...place.value, variants, at: now() }),
      {
        expectAbsent: true,
      },
    );
  };
