import { decisionIndexes, outboxIndex, type IndexSpec } from '@wadah/mongo';

const live = { partialFilterExpression: { live: true } };

/** Filters of the search, carried in the index so that a walk in its order reads no document that it leaves out. */
const narrowing = { kind: 1, regency: 1, trail: 1 } as const;

const searchIndexes: readonly IndexSpec[] = [
  {
    collection: 'cards',
    keys: { title: 'text', categoryNames: 'text', sellerName: 'text', description: 'text' },
    options: {
      name: 'text',
      weights: { title: 10, categoryNames: 4, sellerName: 4, description: 1 },
      // MongoDB has no Indonesian; another language's stems and stop words would hide words.
      default_language: 'none',
      language_override: 'textLanguage',
      ...live,
    },
  },
  { collection: 'cards', keys: { live: 1, publishedAt: 1, _id: 1, ...narrowing, priceRupiah: 1 }, options: { name: 'newest', ...live } },
  { collection: 'cards', keys: { live: 1, priceRupiah: 1, _id: 1, ...narrowing }, options: { name: 'price', ...live } },
  { collection: 'cards', keys: { live: 1, ...narrowing, priceRupiah: 1 }, options: { name: 'facets', ...live } },
  { collection: 'cards', keys: { sellerId: 1, publishedAt: 1, _id: 1 }, options: { name: 'seller' } },
];

/** Every index of catalogue's own collections; the index job adds those of the chassis. */
export const catalogueIndexes: readonly IndexSpec[] = [
  ...['agencies', 'categories', 'listings', 'stocks', 'reservations'].map(outboxIndex),
  { collection: 'agencies', keys: { code: 1 }, options: { name: 'agency_code', unique: true, sparse: true } },
  { collection: 'categories', keys: { code: 1 }, options: { name: 'category_code', unique: true, sparse: true } },
  { collection: 'listings', keys: { skus: 1 }, options: { name: 'seller_sku', unique: true, sparse: true } },
  { collection: 'listings', keys: { sellerId: 1, status: 1, _id: -1 }, options: { name: 'of_seller' } },
  // Who reviews is asked of the category, so the queue is found by it and never by the listing's copy of the agency.
  { collection: 'listings', keys: { 'state.categoryId': 1, status: 1, submittedAt: 1, _id: 1 }, options: { name: 'of_category' } },
  { collection: 'categories', keys: { 'state.agencyId': 1 }, options: { name: 'of_agency' } },
  { collection: 'cards', keys: { categoryId: 1 }, options: { name: 'category' } },
  { collection: 'stocks', keys: { listingId: 1 }, options: { name: 'of_listing' } },
  { collection: 'stocks', keys: { sellerId: 1 }, options: { name: 'of_seller' } },
  ...searchIndexes,
  ...decisionIndexes,
];
