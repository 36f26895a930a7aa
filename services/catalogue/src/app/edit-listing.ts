import { ok, type Result } from '@wadah/kit';
import { asSeller, type Caller } from '../domain/access.ts';
import { decideEditListing, decideWhetherEditable, placeIn } from '../domain/edit-listing.ts';
import { planVariants, type VariantDraft, type VariantPlan } from '../domain/listing-content.ts';
import type { Listing, LiveListing } from '../domain/listing.ts';
import { mayPrepare } from '../domain/seller.ts';
import type { ListingDeps } from './create-listing.ts';
import type { Versioned } from './ports.ts';

export type EditListing = {
  readonly listingId: string;
  readonly categoryId?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly variants?: readonly VariantDraft[] | undefined;
  /** The version that the caller has read; without it the edit applies to whatever is there. */
  readonly ifMatch?: number | undefined;
};

export type EditListingUseCase = (caller: Caller, command: EditListing) => Promise<Result<Versioned<Listing>>>;

const triesMax = 5;

const planned = (listing: LiveListing, version: number, drafts: EditListing['variants']): Result<VariantPlan> =>
  drafts === undefined
    ? ok({ variants: listing.variants, openings: [] })
    : planVariants({ kind: listing.kind, drafts, present: listing.variants, seed: [listing.listingId, String(version)] });

const editOnce = async (deps: ListingDeps, caller: Caller, command: EditListing): Promise<Result<Versioned<Listing>>> => {
  const { listingId, ifMatch } = command;
  const { state, version } = await deps.listings.loadVersioned(listingId);
  const editable = asSeller(caller, decideWhetherEditable)(state);
  if (!editable.ok) return editable;
  const listing = editable.value;
  const seller = mayPrepare(await deps.sellers.get(listing.sellerId));
  if (!seller.ok) return seller;
  const place = placeIn(await deps.categories.load(command.categoryId ?? listing.categoryId), listing.kind);
  if (!place.ok) return place;
  const plan = planned(listing, version, command.variants);
  if (!plan.ok) return plan;
  await deps.stocks.open(plan.value.openings.map((opening) => ({ ...opening, listingId, sellerId: listing.sellerId })));
  const { title = listing.title, description = listing.description } = command;
  const content = { kind: listing.kind, ...place.value, title, description, variants: plan.value.variants };
  const decide = asSeller(caller, (current) => decideEditListing(current, { content, at: deps.now() }));
  return deps.listings.updateVersioned(listingId, decide, { expectedVersion: ifMatch ?? version });
};

/** A merge patch. Variants that are new get their stock first; one that is left out keeps its stock document, off sale. */
export const editListing =
  (deps: ListingDeps): EditListingUseCase =>
  async (caller, command) => {
    for (let tries = 1; ; tries += 1) {
      const edited = await editOnce(deps, caller, command);
      // A price that came in between has moved the version; who named none is not to be told of it.
      const again = !edited.ok && edited.rejection.kind === 'precondition_failed' && command.ifMatch === undefined && tries < triesMax;
      if (!again) return edited;
    }
  };
