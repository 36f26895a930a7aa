import { duplicateIndexOf, type Collection, type Mongo } from '@wadah/mongo';
import type { Card, Cards, SellerFace } from '../../app/show-listing.ts';

export type CardDocument = Omit<Card, 'listingId'> & {
  readonly _id: string;
  readonly listingVersion: number;
  readonly onSale: boolean;
  readonly sellerName: string;
  readonly regency: string;
  readonly sellerOnSale: boolean;
  readonly sellerSequence: number;
  /** Both switches together, for the indexes of the search. */
  readonly live: boolean;
};

type Fields = Readonly<Record<string, unknown>>;

/** An update that reads its own document: the two switches have two writers, and `live` must follow whichever comes last. */
const pipeline = (fields: Fields) => [
  { $set: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $literal: value }])) },
  { $set: { live: { $and: ['$onSale', '$sellerOnSale'] } } },
];

/** Never set is older than any. */
const older = (field: 'listingVersion' | 'sellerSequence', than: number) => ({
  $or: [{ [field]: { $exists: false } }, { [field]: { $lt: than } }],
});

export type CardStore = Cards & {
  /** Called after each write of this process. */
  onWritten(listener: () => void): void;
};

export const cardStore = (mongo: Mongo): CardStore => {
  const collection: Collection<CardDocument> = mongo.collection('cards');
  const listeners: (() => void)[] = [];
  const written = () => listeners.forEach((listener) => listener());
  const upsert = async (listingId: string, version: number, fields: Fields): Promise<void> => {
    try {
      await collection.updateOne(
        { _id: listingId, ...older('listingVersion', version) },
        pipeline({ ...fields, listingVersion: version }),
        { upsert: true },
      );
    } catch (error) {
      // The card is there and as new as this, so the upsert met its id.
      if (duplicateIndexOf(error) !== '_id_') throw error;
    }
  };
  return {
    onWritten: (listener) => {
      listeners.push(listener);
    },
    put: async ({ listingId, ...card }, version) => {
      await upsert(listingId, version, { ...card, onSale: true });
      written();
    },
    // Written also where no card is yet, so that a slower writer of an older version finds it hidden.
    hide: async (listingId, version) => {
      await upsert(listingId, version, { onSale: false });
      written();
    },
    rename: async (categoryId, categoryNames) => {
      const { modifiedCount } = await collection.updateMany(
        { categoryId, categoryNames: { $ne: categoryNames } },
        { $set: { categoryNames } },
      );
      if (modifiedCount > 0) written();
    },
    face: async ({ sellerId, listingId }, { name, regency, onSale, sequence }: SellerFace) => {
      const where = listingId === undefined ? { sellerId } : { sellerId, _id: listingId };
      const fields = { sellerName: name, regency, sellerOnSale: onSale, sellerSequence: sequence };
      await collection.updateMany({ ...where, ...older('sellerSequence', sequence) }, pipeline(fields));
      written();
    },
  };
};
