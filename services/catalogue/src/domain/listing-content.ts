import { derivedId, ok, reject, type Result } from '@wadah/kit';
import type { ListingKind, Variant } from './listing.ts';

/** A variant as a seller describes it; `priceRupiah` and `stock` begin its stock document, and change by their own commands later. */
export type VariantDraft = {
  readonly variantId?: string;
  readonly sku: string;
  readonly name: string;
  readonly priceRupiah?: number;
  readonly stock?: number;
  readonly weightGrams?: number;
  readonly serviceDate?: string;
};

/** The first values of a new variant's stock document. */
export type Opening = { readonly variantId: string; readonly priceRupiah: number; readonly stock: number; readonly serviceDate?: string };

export type VariantPlan = { readonly variants: readonly Variant[]; readonly openings: readonly Opening[] };

const ruleOfKind = (kind: ListingKind, draft: VariantDraft): Result<void> => {
  if (kind !== 'goods' && draft.weightGrams !== undefined)
    return reject('invalid', 'weight-not-goods', `Only goods have a weight: ${draft.sku}.`);
  if (kind === 'goods' && draft.weightGrams === undefined)
    return reject('invalid', 'weight-required', `Goods are sent, so each needs its weight: ${draft.sku}.`);
  if (kind !== 'tour' && draft.serviceDate !== undefined)
    return reject('invalid', 'service-date-not-tour', `Only a tour's departure has a date: ${draft.sku}.`);
  if (kind === 'tour' && draft.serviceDate === undefined)
    return reject('invalid', 'service-date-required', `Each departure of a tour needs its date: ${draft.sku}.`);
  return ok(undefined);
};

const described = (variantId: string, draft: VariantDraft, priceRupiah: number): Variant => ({
  variantId,
  sku: draft.sku,
  name: draft.name,
  priceRupiah,
  ...(draft.weightGrams === undefined ? {} : { weightGrams: draft.weightGrams }),
  ...(draft.serviceDate === undefined ? {} : { serviceDate: draft.serviceDate }),
});

const keptVariant = (present: Variant, draft: VariantDraft): Result<Variant> => {
  // Two roads to a price would let an edit from an old screen undo a price that has been changed since.
  if (draft.stock !== undefined || (draft.priceRupiah !== undefined && draft.priceRupiah !== present.priceRupiah)) {
    return reject('invalid', 'variant-has-own-routes', `Price and stock of ${present.sku} are set on their own routes.`);
  }
  if (draft.serviceDate !== present.serviceDate)
    return reject('invalid', 'service-date-fixed', `Another date is another departure: remove ${present.sku} and add a new one.`);
  const variant = described(present.variantId, draft, present.priceRupiah);
  return ok(present.priceSequence === undefined ? variant : { ...variant, priceSequence: present.priceSequence });
};

const addedVariant = (draft: VariantDraft, seed: readonly string[]): Result<{ variant: Variant; opening: Opening }> => {
  const { priceRupiah, stock, serviceDate } = draft;
  if (priceRupiah === undefined || stock === undefined)
    return reject('invalid', 'variant-incomplete', `A new variant needs price and stock: ${draft.sku}.`);
  // The opening values are part of the id, so a retry finds its own stock document and never one that another try began differently.
  const variantId = derivedId('var', ...seed, draft.sku, String(priceRupiah), String(stock), serviceDate ?? '');
  const opening = { variantId, priceRupiah, stock, ...(serviceDate === undefined ? {} : { serviceDate }) };
  return ok({ variant: described(variantId, draft, priceRupiah), opening });
};

export type PlanVariants = {
  readonly kind: ListingKind;
  readonly drafts: readonly VariantDraft[];
  readonly present: readonly Variant[];
  /** What fixes the ids of new variants: the listing's id and the version that is edited. */
  readonly seed: readonly string[];
};

/** Matches drafts with the variants that are there, by id or else by sku, and opens stock for the others. */
export const planVariants = ({ kind, drafts, present, seed }: PlanVariants): Result<VariantPlan> => {
  const variants: Variant[] = [];
  const openings: Opening[] = [];
  if (new Set(drafts.map(({ sku }) => sku)).size < drafts.length) return reject('conflict', 'sku-taken', 'Two variants have the same sku.');
  for (const draft of drafts) {
    const rule = ruleOfKind(kind, draft);
    if (!rule.ok) return rule;
    const known = present.find(({ variantId, sku }) => (draft.variantId === undefined ? sku === draft.sku : variantId === draft.variantId));
    if (known === undefined && draft.variantId !== undefined)
      return reject('not_found', 'variant-not-found', 'This listing has no such variant.');
    if (known !== undefined) {
      const kept = keptVariant(known, draft);
      if (!kept.ok) return kept;
      variants.push(kept.value);
    } else {
      const added = addedVariant(draft, seed);
      if (!added.ok) return added;
      variants.push(added.value.variant);
      openings.push(added.value.opening);
    }
  }
  if (new Set(variants.map(({ variantId }) => variantId)).size < variants.length)
    return reject('conflict', 'sku-taken', 'One variant is named twice.');
  return ok({ variants, openings });
};
