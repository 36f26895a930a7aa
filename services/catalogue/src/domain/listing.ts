import { assertNever } from '@wadah/kit';

export const listingKinds = ['goods', 'tour', 'service'] as const;

export type ListingKind = (typeof listingKinds)[number];

export const listingStatuses = ['draft', 'submitted', 'published', 'returned', 'rejected', 'unpublished'] as const;

export type ListingStatus = (typeof listingStatuses)[number];

export type Variant = {
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  /** A copy; the variant's stock document decides, and its `stock.repriced` brings the change here. */
  readonly priceRupiah: number;
  /** `ce_sequence` of the `stock.repriced` that the copy was taken from; absent until the first. */
  readonly priceSequence?: number;
  /** Only goods. */
  readonly weightGrams?: number;
  /** Only tours: the day of this departure, YYYY-MM-DD in Jakarta. */
  readonly serviceDate?: string;
};

export type ListingContent = {
  readonly kind: ListingKind;
  readonly categoryId: string;
  /** The category's agency, whose curators decide. */
  readonly agencyId: string;
  readonly title: string;
  readonly description: string;
  readonly variants: readonly Variant[];
};

export type ReviewReason = { readonly field: string; readonly reason: string };

export type Review = {
  readonly decision: 'approve' | 'return' | 'reject';
  readonly reasons: readonly ReviewReason[];
  readonly note: string;
  readonly curatorId: string;
  /** The agency in whose authority it was given; a review of an earlier release does not say. */
  readonly agencyId?: string;
  readonly at: Date;
};

export type LiveListing = ListingContent & {
  readonly status: ListingStatus;
  readonly listingId: string;
  readonly sellerId: string;
  readonly createdAt: Date;
  readonly submittedAt?: Date;
  readonly publishedAt?: Date;
  /** An approval that waits for a second curator. */
  readonly firstApproval?: Review;
  /** The last decision; it stays readable until the next one. */
  readonly review?: Review;
};

/** A deleted draft leaves its mark, so that deleting it again is no error. */
export type Listing =
  { readonly status: 'absent' } | { readonly status: 'deleted'; readonly listingId: string; readonly sellerId: string } | LiveListing;

/** What others are told of a listing on sale. */
export type ListingFacts = {
  readonly listingId: string;
  readonly sellerId: string;
  readonly agencyId: string;
  readonly categoryId: string;
  readonly kind: ListingKind;
  readonly title: string;
  readonly variants: readonly Variant[];
};

type Named = { readonly listingId: string; readonly sellerId: string; readonly agencyId: string; readonly at: Date };

export type ListingEvent =
  | ({ readonly type: 'ListingDrafted'; readonly listingId: string; readonly sellerId: string; readonly at: Date } & ListingContent)
  | { readonly type: 'ListingEdited'; readonly content: ListingContent; readonly at: Date }
  | { readonly type: 'ListingDeleted'; readonly at: Date }
  | ({ readonly type: 'ListingSubmitted' } & Named)
  | { readonly type: 'ListingPublished'; readonly facts: ListingFacts; readonly review: Review; readonly at: Date }
  | ({ readonly type: 'FirstApprovalGiven'; readonly review: Review } & Named)
  | ({ readonly type: 'ListingReturned'; readonly review: Review } & Named)
  | ({ readonly type: 'ListingRejected'; readonly review: Review } & Named)
  | ({ readonly type: 'ListingUnpublished' } & Named)
  | {
      readonly type: 'PriceFollowed';
      readonly variantId: string;
      readonly priceRupiah: number;
      readonly priceSequence: number;
      readonly at: Date;
    }
  | { readonly type: 'AgencyFollowed'; readonly agencyId: string; readonly at: Date }
  | { readonly type: 'ListingChanged'; readonly facts: ListingFacts; readonly at: Date };

export const isLive = (listing: Listing): listing is LiveListing => listing.status !== 'absent' && listing.status !== 'deleted';

export const factsOf = ({ listingId, sellerId, agencyId, categoryId, kind, title, variants }: LiveListing): ListingFacts => ({
  listingId,
  sellerId,
  agencyId,
  categoryId,
  kind,
  title,
  variants,
});

export const namesOf = ({ listingId, sellerId, agencyId }: LiveListing) => ({ listingId, sellerId, agencyId });

export const withPrice = (listing: LiveListing, price: { variantId: string; priceRupiah: number; priceSequence: number }): LiveListing => ({
  ...listing,
  variants: listing.variants.map((variant) => (variant.variantId === price.variantId ? { ...variant, ...price } : variant)),
});

const onlyLive = (listing: Listing): LiveListing => {
  if (!isLive(listing)) throw new Error(`A listing that is ${listing.status} has no such event.`);
  return listing;
};

/** A decision ends what waited for a second curator, and so does a new submission. */
const decided = (listing: Listing, change: Partial<LiveListing>): LiveListing => {
  const { firstApproval: _over, ...kept } = onlyLive(listing);
  return { ...kept, ...change };
};

export const evolveListing = (listing: Listing, event: ListingEvent): Listing => {
  switch (event.type) {
    case 'ListingDrafted': {
      const { type: _type, at, ...drafted } = event;
      return { ...drafted, status: 'draft', createdAt: at };
    }
    case 'ListingEdited':
      return { ...onlyLive(listing), ...event.content };
    case 'ListingDeleted': {
      const { listingId, sellerId } = onlyLive(listing);
      return { status: 'deleted', listingId, sellerId };
    }
    case 'ListingSubmitted':
      return decided(listing, { status: 'submitted', submittedAt: event.at });
    case 'ListingPublished':
      return decided(listing, { status: 'published', review: event.review, publishedAt: event.at });
    case 'ListingReturned':
      return decided(listing, { status: 'returned', review: event.review });
    case 'ListingRejected':
      return decided(listing, { status: 'rejected', review: event.review });
    case 'ListingUnpublished':
      return { ...onlyLive(listing), status: 'unpublished' };
    case 'FirstApprovalGiven':
      return { ...onlyLive(listing), firstApproval: event.review };
    case 'AgencyFollowed':
      return { ...onlyLive(listing), agencyId: event.agencyId };
    case 'PriceFollowed': {
      const { variantId, priceRupiah, priceSequence } = event;
      return withPrice(onlyLive(listing), { variantId, priceRupiah, priceSequence });
    }
    case 'ListingChanged':
      return listing;
    default:
      return assertNever(event);
  }
};
