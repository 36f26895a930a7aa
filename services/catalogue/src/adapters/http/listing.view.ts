import type { Locale } from '@wadah/http';
import { z } from 'zod';
import { listingKinds, listingStatuses, type Review, type Variant } from '../../domain/listing.ts';
import type { ListingRecord, PublishedListing } from '../../app/read-listings.ts';
import { heldQuantity, type Stock } from '../../domain/stock.ts';
import { wordsOf } from './words/words-of.ts';

const variantFields = {
  variantId: z.string(),
  sku: z.string(),
  name: z.string(),
  priceRupiah: z.int(),
  available: z.int(),
  weightGrams: z.int().optional(),
  serviceDate: z.string().optional(),
};

const reasonSchema = z.object({ field: z.string(), reason: z.string() });

export const reviewSchema = z.object({
  decision: z.enum(['approve', 'return', 'reject']),
  reasons: z.array(reasonSchema),
  note: z.string(),
  decidedAt: z.string(),
});

/** The code in the reader’s language. */
const saidSchema = z.string().optional();

export const listingRecordSchema = z.object({
  listingId: z.string(),
  sellerId: z.string(),
  status: z.enum(listingStatuses),
  statusText: saidSchema,
  kind: z.enum(listingKinds),
  kindText: saidSchema,
  categoryId: z.string(),
  agencyId: z.string(),
  title: z.string(),
  description: z.string(),
  variants: z.array(z.object({ ...variantFields, onHand: z.int() })),
  review: reviewSchema.extend({ decisionText: saidSchema }).optional(),
  firstApprovalAt: z.string().optional(),
  createdAt: z.string(),
  submittedAt: z.string().optional(),
  publishedAt: z.string().optional(),
});

/** Who decided is nobody's business but the record's. */
export const toReviewView = ({ decision, reasons, note, at }: Review) => ({ decision, reasons, note, decidedAt: at.toISOString() });

const describe = ({ variantId, sku, name, weightGrams, serviceDate }: Variant) => ({ variantId, sku, name, weightGrams, serviceDate });

const onHandOf = (stock: Stock | undefined): number => (stock === undefined ? 0 : stock.available + heldQuantity(stock));

/** In which language it is read. */
type Reading = { readonly locale: Locale };

export const toRecordView = ({ listing, stocks }: ListingRecord, { locale }: Reading) => {
  const words = wordsOf(locale);
  const { listingId, sellerId, status, kind, categoryId, agencyId, title, description, review } = listing;
  return {
    ...{ listingId, sellerId, status, kind, categoryId, agencyId, title, description },
    ...{ statusText: words.status[status], kindText: words.kind[kind] },
    variants: listing.variants.map((variant) => {
      const stock = stocks.get(variant.variantId);
      return {
        ...describe(variant),
        priceRupiah: stock?.priceRupiah ?? variant.priceRupiah,
        available: stock?.available ?? 0,
        onHand: onHandOf(stock),
      };
    }),
    review: review === undefined ? undefined : { ...toReviewView(review), decisionText: words.decision[review.decision] },
    createdAt: listing.createdAt.toISOString(),
    submittedAt: listing.submittedAt?.toISOString(),
    publishedAt: listing.publishedAt?.toISOString(),
  };
};

/** As curators read it: with the approval that waits for a second one. */
export const toCaseView = (record: ListingRecord, reading: Reading) => ({
  ...toRecordView(record, reading),
  firstApprovalAt: record.listing.firstApproval?.at.toISOString(),
});

export const recordEtag = ({ version }: ListingRecord): number => version;

export const publishedListingSchema = z.object({
  listingId: z.string(),
  sellerId: z.string(),
  sellerName: z.string(),
  regency: z.string(),
  kind: z.enum(listingKinds),
  categoryId: z.string(),
  agencyId: z.string(),
  title: z.string(),
  description: z.string(),
  variants: z.array(z.object(variantFields)),
  publishedAt: z.string(),
});

/** Price and availability are the stock's own, so they are never older than what an order will meet. */
export const toPublishedView = ({ stock, ...card }: PublishedListing) => {
  const { listingId, sellerId, sellerName, regency, kind, categoryId, agencyId, title, description } = card;
  const known = new Map(stock.map((one) => [one.variantId, one]));
  return {
    ...{ listingId, sellerId, sellerName, regency, kind, categoryId, agencyId, title, description },
    variants: card.variants.map((variant) => {
      const { priceRupiah = variant.priceRupiah, available = 0 } = known.get(variant.variantId) ?? {};
      return { ...describe(variant), priceRupiah, available };
    }),
    publishedAt: card.publishedAt.toISOString(),
  };
};

export const publishedEtag = ({ version, stock }: PublishedListing): string =>
  [version, ...stock.map(({ available, priceRupiah }) => `${available}-${priceRupiah}`)].join('.');

export const variantStockSchema = z.object({
  variantId: z.string(),
  listingId: z.string(),
  priceRupiah: z.int(),
  onHand: z.int(),
  available: z.int(),
  held: z.int(),
});

export const toVariantStockView = (stock: Stock) => ({
  variantId: stock.variantId,
  listingId: stock.listingId,
  priceRupiah: stock.priceRupiah,
  onHand: onHandOf(stock),
  available: stock.available,
  held: heldQuantity(stock),
});
