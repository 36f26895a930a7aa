import type { ApplicationStatus, Review, Sanction, SellerStatus } from '../../../domain/seller.ts';

/** What a person reads beside each code of an answer; a language that lacks one does not compile. */
export type Words = {
  readonly sellerStatus: Readonly<Record<SellerStatus, string>>;
  readonly applicationStatus: Readonly<Record<ApplicationStatus, string>>;
  readonly decision: Readonly<Record<Review['decision'], string>>;
  readonly sanctionBy: Readonly<Record<Sanction['by'], string>>;
};
