import type { ListingKind, ListingStatus, Review } from '../../../domain/listing.ts';

/** What a person reads beside each code of an answer; a language that lacks one does not compile. */
export type Words = {
  readonly status: Readonly<Record<ListingStatus, string>>;
  readonly kind: Readonly<Record<ListingKind, string>>;
  readonly decision: Readonly<Record<Review['decision'], string>>;
};
