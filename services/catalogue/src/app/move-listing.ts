import { ok, type Now, type Result } from '@wadah/kit';
import { asSeller, type Caller } from '../domain/access.ts';
import { decideDeleteListing } from '../domain/edit-listing.ts';
import type { Listing, ListingEvent } from '../domain/listing.ts';
import { mayPrepare, maySubmit, type Seller } from '../domain/seller.ts';
import { decideSubmitListing, decideWithdrawListing } from '../domain/submit-listing.ts';
import type { Listings, Sellers, Versioned } from './ports.ts';
import type { ShowListing } from './show-listing.ts';

export type MoveListing = (caller: Caller, listingId: string, ifMatch?: number) => Promise<Result<Versioned<Listing>>>;

export type MoveDeps = { readonly listings: Listings; readonly sellers: Sellers; readonly show: ShowListing; readonly now: Now };

type Step = {
  readonly mayAct: (seller: Seller | undefined) => Result<unknown>;
  readonly decide: (listing: Listing, at: Date) => Result<readonly ListingEvent[]>;
};

const move =
  ({ listings, sellers, now }: MoveDeps, { mayAct, decide }: Step): MoveListing =>
  async (caller, listingId, ifMatch) => {
    const owner = asSeller(caller, (listing) => (listing.status === 'absent' ? ok('') : ok(listing.sellerId)))(
      await listings.load(listingId),
    );
    if (!owner.ok) return owner;
    const allowed = mayAct(await sellers.get(owner.value));
    if (!allowed.ok) return allowed;
    const options = ifMatch === undefined ? {} : { expectedVersion: ifMatch };
    return listings.updateVersioned(
      listingId,
      asSeller(caller, (listing) => decide(listing, now())),
      options,
    );
  };

export const deleteListing = (deps: MoveDeps): MoveListing => move(deps, { mayAct: mayPrepare, decide: decideDeleteListing });

export const submitListing = (deps: MoveDeps): MoveListing => move(deps, { mayAct: maySubmit, decide: decideSubmitListing });

/** Taking one's goods off sale is open to a suspended seller too. */
export const withdrawListing = (deps: MoveDeps): MoveListing => {
  const withdraw = move(deps, { mayAct: () => ok(undefined), decide: decideWithdrawListing });
  return async (caller, listingId, ifMatch) => {
    const withdrawn = await withdraw(caller, listingId, ifMatch);
    if (withdrawn.ok) await deps.show(listingId);
    return withdrawn;
  };
};
