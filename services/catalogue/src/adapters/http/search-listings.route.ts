import { listQuery, pageView, queryInteger, route } from '@wadah/http';
import { z } from 'zod';
import type { FoundListing, SearchListings } from '../../app/search-listings.ts';
import { listingKinds } from '../../domain/listing.ts';
import { idSchema, regencySchema } from './input.schemas.ts';

const wordsMax = 8;
const priceQuery = queryInteger({ min: 0, max: 1_000_000_000_000 }).optional();

/** Letters and digits alone: nothing that the text search would read as an operator. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const querySchema = z.object({
  ...listQuery,
  query: z
    .string()
    .max(100)
    .refine((text) => wordsOf(text).length <= wordsMax, `At most ${wordsMax} words.`)
    .optional(),
  category: idSchema.optional(),
  regency: regencySchema.optional(),
  kind: z.enum(listingKinds).optional(),
  sellerId: idSchema.optional(),
  minPriceRupiah: priceQuery,
  maxPriceRupiah: priceQuery,
  sort: z.enum(['relevance', 'newest', 'price_asc', 'price_desc']).default('relevance'),
});

const foundSchema = z.object({
  listingId: z.string(),
  sellerId: z.string(),
  sellerName: z.string(),
  regency: z.string(),
  kind: z.enum(listingKinds),
  categoryId: z.string(),
  title: z.string(),
  priceRupiah: z.int().describe('Of the cheapest variant.'),
  available: z.int().describe('Over all variants.'),
  publishedAt: z.string(),
});

const facetsSchema = z.object({
  total: z.int(),
  categories: z.array(z.object({ categoryId: z.string(), count: z.int() })),
  regencies: z.array(z.object({ regency: z.string(), count: z.int() })),
  kinds: z.array(z.object({ kind: z.enum(listingKinds), count: z.int() })),
});

const responseSchema = z.object({
  items: z.array(foundSchema),
  nextCursor: z.string().nullable(),
  facets: facetsSchema.optional().describe('Of the whole result; with the first page only.'),
});

const toFoundView = ({ publishedAt, ...found }: FoundListing) => ({ ...found, publishedAt: publishedAt.toISOString() });

export const searchListingsRoute = (search: SearchListings) =>
  route({
    operation: 'searchListings',
    method: 'get',
    path: '/v1/listings',
    summary: 'Search published listings',
    tags: ['listings'],
    auth: 'open',
    limitClass: 'search',
    cache: { maxAgeSeconds: 5 },
    query: querySchema,
    responses: { 200: responseSchema },
    problems: ['search-timeout', 'cursor-invalid'],
    handle: ({ query: { query = '', sort, limit, cursor: _cursor, ...narrowing }, position }) =>
      search({ ...narrowing, words: wordsOf(query), order: sort, limit, position }),
    view: ({ facets, ...page }, request) => ({ ...pageView(page, request, toFoundView), facets }),
  });
