import { ok, reject, type Now, type Result } from '@wadah/kit';
import type { Mongo } from '@wadah/mongo';
import { mongo as driver } from 'mongoose';
import type { Counts, FoundListing, FoundPage, SearchFilter, SearchIndex, SearchOrder, SearchPosition } from '../../app/search-listings.ts';
import type { CardDocument } from './card.store.ts';
import { remembered } from './remembered.ts';
import type { StockDocument } from './stock.document.ts';

const databaseMsMax = 1_000;
const timeExpired = 50;

/** Counting walks the whole result, so it is done once a second for all who ask the same. */
const countsKeptMs = 1_000;

type Filter = driver.Filter<CardDocument>;

type FoundCard = CardDocument & { readonly score?: number };

/** Several words in quotes, so that all of them must be there; a single one needs none, and costs less so. */
const allOf = (words: readonly string[]): string => (words.length === 1 ? words.join() : words.map((word) => `"${word}"`).join(' '));

export const cardFilter = ({ words, trail, regency, kind, sellerId, minPriceRupiah, maxPriceRupiah }: SearchFilter): Filter => ({
  ...(words.length === 0 ? {} : { $text: { $search: allOf(words) } }),
  live: true,
  ...(kind === undefined ? {} : { kind }),
  ...(regency === undefined ? {} : { regency }),
  ...(trail === undefined ? {} : { trail: { $gte: trail, $lt: `${trail}\uffff` } }),
  ...(sellerId === undefined ? {} : { sellerId }),
  ...(minPriceRupiah === undefined && maxPriceRupiah === undefined
    ? {}
    : {
        priceRupiah: {
          ...(minPriceRupiah === undefined ? {} : { $gte: minPriceRupiah }),
          ...(maxPriceRupiah === undefined ? {} : { $lte: maxPriceRupiah }),
        },
      }),
});

type Ordering = { readonly field: 'score' | 'publishedAt' | 'priceRupiah'; readonly direction: 1 | -1; readonly index: string };

const orderings: Readonly<Record<SearchOrder, Ordering>> = {
  relevance: { field: 'score', direction: -1, index: 'newest' },
  newest: { field: 'publishedAt', direction: -1, index: 'newest' },
  price_asc: { field: 'priceRupiah', direction: 1, index: 'price' },
  price_desc: { field: 'priceRupiah', direction: -1, index: 'price' },
};

/** What comes after the last item of the page before, in this order. */
const after = ({ field, direction }: Ordering, [key, id]: SearchPosition) => {
  const value = field === 'publishedAt' ? new Date(String(key)) : Number(key);
  const [from, upTo] = direction === 1 ? ['$gte', '$lte'] : ['$lte', '$gte'];
  // `$nor`, because the planner would read an `$or` as two searches and sort their results in memory.
  return { [field]: { [from]: value }, $nor: [{ [field]: value, _id: { [upTo]: String(id) } }] };
};

const positionOf = ({ field }: Ordering, card: FoundCard): SearchPosition => {
  const key = card[field] ?? 0;
  return [key instanceof Date ? key.toISOString() : key, card._id];
};

const projection = { sellerId: 1, categoryId: 1, kind: 1, title: 1, priceRupiah: 1, publishedAt: 1, sellerName: 1, regency: 1 } as const;

/** The stages of one page; for the tests, which ask `explain` of exactly these. */
export const pageStages = (
  filter: SearchFilter,
  paging: { readonly order: SearchOrder; readonly limit: number; readonly position?: SearchPosition | undefined },
) => {
  const ordering = orderingOf(filter, paging.order);
  const { field, direction } = ordering;
  const scored = field === 'score' ? [{ $addFields: { score: { $meta: 'textScore' } } }] : [];
  return [
    { $match: cardFilter(filter) },
    ...scored,
    ...(paging.position === undefined ? [] : [{ $match: after(ordering, paging.position) }]),
    { $sort: { [field]: direction, _id: direction } },
    { $limit: paging.limit + 1 },
    { $project: { ...projection, ...(field === 'score' ? { score: 1 } : {}) } },
  ];
};

/** Without words nothing is more relevant than the newest. */
const orderingOf = ({ words }: SearchFilter, order: SearchOrder): Ordering =>
  orderings[order === 'relevance' && words.length === 0 ? 'newest' : order];

/** A text search finds its own index; what has a seller is few; everything else is walked in its order, filtered on the keys of the index. */
export const pageHint = (filter: SearchFilter, order: SearchOrder): { hint?: string } => {
  if (filter.words.length > 0) return {};
  return { hint: filter.sellerId === undefined ? orderingOf(filter, order).index : 'seller' };
};

const summed = (field: string) => [
  { $group: { _id: `$_id.${field}`, count: { $sum: '$count' } } },
  { $project: { _id: 0, key: '$_id', count: 1 } },
];

/** One walk counts how many share trail, regency and kind; the three facets are sums of those few hundred. */
export const countStages = (filter: SearchFilter) => [
  { $match: cardFilter(filter) },
  { $group: { _id: { trail: '$trail', regency: '$regency', kind: '$kind' }, count: { $sum: 1 } } },
  { $facet: { trails: summed('trail'), regencies: summed('regency'), kinds: summed('kind') } },
];

export const countHint = ({ words, sellerId }: SearchFilter): { hint?: string } => {
  if (words.length > 0) return {};
  return { hint: sellerId === undefined ? 'facets' : 'seller' };
};

const withinTime = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (!(error instanceof driver.MongoServerError) || error.code !== timeExpired) throw error;
    return reject('unavailable', 'search-timeout', 'The search took too long; narrow it, or try again.');
  }
};

/** `forget` drops the kept counts, after a write of this process. */
export const searchIndex = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): SearchIndex & { forget(): void } => {
  const cards = mongo.collection<CardDocument>('cards');
  const stocks = mongo.collection<StockDocument>('stocks');
  const limits = { maxTimeMS: databaseMsMax };

  const availableOf = async (listingIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const sums = new Map<string, number>();
    if (listingIds.length === 0) return sums;
    const found = stocks.find(
      { listingId: { $in: [...listingIds] }, onSale: true },
      { ...limits, projection: { listingId: 1, available: 1 } },
    );
    for (const { listingId, available } of await found.toArray()) sums.set(listingId, (sums.get(listingId) ?? 0) + available);
    return sums;
  };

  const toFound = (card: FoundCard, available: number): FoundListing => {
    const { _id: listingId, sellerId, categoryId, kind, title, priceRupiah, publishedAt, sellerName, regency } = card;
    return { listingId, sellerId, categoryId, kind, title, priceRupiah, publishedAt, sellerName, regency, available };
  };

  const count = (filter: SearchFilter): Promise<Result<Counts>> =>
    withinTime(async () => {
      const [found] = await cards.aggregate<Counts>(countStages(filter), { ...limits, ...countHint(filter) }).toArray();
      return found ?? { trails: [], regencies: [], kinds: [] };
    });
  const counts = remembered(count, { keptMs: countsKeptMs, now });

  return {
    page: (filter, paging) =>
      withinTime(async (): Promise<FoundPage> => {
        const found = await cards
          .aggregate<FoundCard>(pageStages(filter, paging), { ...limits, ...pageHint(filter, paging.order) })
          .toArray();
        const shown = found.slice(0, paging.limit);
        const available = await availableOf(shown.map(({ _id }) => _id));
        const items = shown.map((card) => toFound(card, available.get(card._id) ?? 0));
        const last = shown.at(-1);
        return found.length > paging.limit && last !== undefined
          ? { items, next: positionOf(orderingOf(filter, paging.order), last) }
          : { items };
      }),
    counts: counts.read,
    forget: counts.forget,
  };
};
