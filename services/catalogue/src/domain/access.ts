import { ok, reject, type Result } from '@wadah/kit';
import { listingNotFound } from './edit-listing.ts';
import { isLive, type Listing, type LiveListing } from './listing.ts';

/** How somebody stands to an organisation: may act for it, belongs to it in too small a role, or is a stranger to it. */
export type Standing = 'acts' | 'belongs' | 'stranger';

/** Who asks, reduced to what the rules here need. */
export type Caller = {
  readonly id: string;
  standingAt(sellerId: string): Standing;
  curates(agencyId: string): Standing;
};

const tooSmall = () => reject('forbidden', 'forbidden', 'Your role in this organisation does not allow this.');

export const actingFor = (caller: Caller, sellerId: string): Result<string> => {
  switch (caller.standingAt(sellerId)) {
    case 'acts':
      return ok(sellerId);
    case 'belongs':
      return tooSmall();
    case 'stranger':
      return reject('not_found', 'seller-not-found', 'No such seller.');
  }
};

/** A stranger must not learn that the listing exists, so it answers like one that does not. */
export const asSeller =
  <T>(caller: Caller, decide: (listing: Listing) => Result<T>) =>
  (listing: Listing): Result<T> => {
    if (listing.status === 'absent' || caller.standingAt(listing.sellerId) === 'stranger') return listingNotFound();
    return caller.standingAt(listing.sellerId) === 'belongs' ? tooSmall() : decide(listing);
  };

/** Where a listing is reviewed: the agency is the category's own word, never the listing's copy of it, so a moved category moves its queue at once. */
export type Place = { readonly categoryId: string; readonly agencyId: string };

export const asCurator =
  <T>(caller: Caller, { categoryId, agencyId }: Place, decide: (listing: LiveListing) => Result<T>) =>
  (listing: Listing): Result<T> => {
    if (!isLive(listing) || listing.status === 'draft' || listing.categoryId !== categoryId) return listingNotFound();
    if (caller.curates(agencyId) === 'stranger') return listingNotFound();
    return caller.curates(agencyId) === 'belongs' ? tooSmall() : decide(listing);
  };

export const notOwnCase =
  <T>(caller: Caller, decide: (listing: LiveListing) => Result<T>) =>
  (listing: LiveListing): Result<T> =>
    caller.standingAt(listing.sellerId) === 'stranger'
      ? decide(listing)
      : reject('forbidden', 'own-case', 'Nobody decides about a listing of their own seller.');
