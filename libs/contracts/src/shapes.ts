import { z } from 'zod';

/** A prefixed id, as `ord_0198c5…`; whose id it is stands in the field's name. */
export const id = z.string().min(3).max(80);

/** Whole rupiah. */
export const rupiah = z.int().min(0);

/** An instant, ISO 8601 in UTC. */
export const time = z.iso.datetime();

export const quantity = z.int().min(1).max(10_000);

/** Dotted code of a regency or city, as "36.73" (Kemendagri). */
export const regency = z.string().regex(/^\d{2}\.\d{2}$/);

export const code = z.string().min(1).max(64);

/** A name that everybody may read: a store's, a published listing's, an agency's. Nothing else that people type enters an event. */
export const publicText = z.string().max(200);

export const localisedText = z.object({ id: publicText, en: publicText });

export const locale = z.enum(['id', 'en']);

export const orderNumber = z.string().max(40);

/**
 * A closed list for the writer and an open one for the reader: a value added later is read as `other`, so an old consumer treats it as
 * unknown and not as poison.
 */
export const openEnum = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.union([z.enum(values), z.string().transform(() => 'other' as const)]) as unknown as z.ZodType<Values[number] | 'other', Values[number]>;

export const role = openEnum([
  'seller_owner',
  'seller_staff',
  'curator',
  'purchaser',
  'commitment_officer',
  'finance_officer',
  'treasurer',
  'receiver',
  'auditor',
  'planner',
  'operator',
]);

export const listingKind = openEnum(['goods', 'tour', 'service']);

/** Verification levels of a seller: what it may sell, and to whom. */
export const sellerLevel = openEnum(['L0', 'L1', 'L2', 'L3']);

export const deliveryMethod = openEnum(['courier', 'own_delivery', 'pick_up', 'on_site']);

export const deliveryMethods = z
  .array(z.object({ method: deliveryMethod, priceRupiah: rupiah, regencies: z.array(regency).max(100).optional() }))
  .max(10);

/** Payment methods of the public API, as `va_banten`, `va_bca`, `qris`; a plain code, since providers add theirs. */
export const paymentMethod = z.string().min(1).max(64);

export const listingVariant = z.object({
  variantId: id,
  sku: code,
  name: publicText,
  priceRupiah: rupiah,
  weightGrams: z.int().min(1).optional(),
  serviceDate: z.iso.date().optional(),
});

export const orderLine = z.object({ variantId: id, listingId: id, sellerId: id, quantity, unitPriceRupiah: rupiah });

export const quantityLine = z.object({ variantId: id, quantity });

export const rejectionReason = openEnum(['insufficient_stock', 'price_changed', 'not_on_sale']);

export const rejectedLine = z.object({
  variantId: id,
  fault: rejectionReason,
  requested: quantity,
  available: z.int().min(0).optional(),
  oldPriceRupiah: rupiah.optional(),
  newPriceRupiah: rupiah.optional(),
});

export const sellerOrderAmounts = z.object({
  sellerOrderId: id,
  sellerId: id,
  goodsRupiah: rupiah,
  shippingRupiah: rupiah,
  taxRupiah: rupiah,
});
