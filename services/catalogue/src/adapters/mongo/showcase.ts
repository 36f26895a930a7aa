import { batched, type Mongo } from '@wadah/mongo';
import type { PublishedListing, Showcase } from '../../app/read-listings.ts';
import type { CardDocument } from './card.store.ts';
import type { StockDocument } from './stock.document.ts';

type ShownStock = Pick<StockDocument, '_id' | 'listingId' | 'available' | 'priceRupiah'>;

/** The page of one listing: two reads, each shared by all requests of the same moment. */
export const showcase = (mongo: Mongo): Showcase => {
  const cards = mongo.collection<CardDocument>('cards');
  const stocks = mongo.collection<StockDocument>('stocks');

  const cardOf = batched(async (ids) => {
    const found = await cards.find({ _id: { $in: [...ids] } }).toArray();
    return new Map(found.map((card) => [card._id, card]));
  });
  const stocksOf = batched(async (ids) => {
    const projection = { listingId: 1, available: 1, priceRupiah: 1 };
    const found = await stocks.find<ShownStock>({ listingId: { $in: [...ids] } }, { projection }).toArray();
    return Map.groupBy(found, ({ listingId }) => listingId);
  });
  const toPublished = (
    { _id: listingId, listingVersion: version, ...card }: CardDocument,
    stock: readonly ShownStock[],
  ): PublishedListing => ({
    ...card,
    listingId,
    version,
    stock: stock.map(({ _id, priceRupiah, available }) => ({ variantId: _id, priceRupiah, available })),
  });

  return {
    get: async (listingId) => {
      const [card, stock = []] = await Promise.all([cardOf(listingId), stocksOf(listingId)]);
      return card?.live === true ? toPublished(card, stock) : undefined;
    },
  };
};
