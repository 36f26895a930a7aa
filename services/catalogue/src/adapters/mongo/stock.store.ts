import { jakartaDay, ok, type Now, type Result } from '@wadah/kit';
import type { OutboxSource } from '@wadah/messaging';
import {
  conflict,
  majorityRead,
  outboxWriter,
  retryConflict,
  sequenceFloors,
  type Collection,
  type Conflict,
  type Mongo,
} from '@wadah/mongo';
import type { Stocks } from '../../app/ports.ts';
import type { Stock, StockEvent } from '../../domain/stock.ts';
import { asRead, raised, toDocument, toStock, type StockDocument } from './stock.document.ts';
import { clearMarks, fieldOf } from './stock-marks.ts';
import { stockContract, writeOf } from './stock.writes.ts';

export type StockStore = Stocks & { readonly outbox: OutboxSource; readonly collection: Collection<StockDocument> };

const isDuplicate = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 11_000;

/** The updates that decide who gets what: each a single conditional write that asks everything it relies on. */
const holds = (collection: Collection<StockDocument>, now: Now): Pick<Stocks, 'take' | 'giveBack' | 'sell'> => {
  type Change = {
    readonly inc?: Readonly<Record<string, number>>;
    readonly set?: Readonly<Record<string, number>>;
    readonly unset?: string;
  };
  const changed = async (filter: object, { inc = {}, set = {}, unset }: Change) => {
    const write = raised();
    const update = {
      $inc: { ...inc, ...write.inc },
      $set: { ...set, ...write.set },
      ...(unset === undefined ? {} : { $unset: { [unset]: '' as const } }),
    };
    return (await collection.updateOne(filter, update)).modifiedCount === 1;
  };
  return {
    take: ({ variantId, quantity, unitPriceRupiah }, orderId) => {
      const hold = fieldOf('held', orderId);
      return changed(
        {
          _id: variantId,
          onSale: true,
          sellerOnSale: true,
          priceRupiah: unitPriceRupiah,
          available: { $gte: quantity },
          [hold]: { $exists: false },
          serviceDate: { $not: { $lt: jakartaDay(now()) } },
        },
        { inc: { available: -quantity }, set: { [hold]: quantity } },
      );
    },
    giveBack: async ({ variantId, quantity, orderId }) => {
      const hold = fieldOf('held', orderId);
      await changed({ _id: variantId, [hold]: quantity }, { inc: { available: quantity }, unset: hold });
    },
    sell: ({ variantId, quantity, orderId }) => {
      const hold = fieldOf('held', orderId);
      return changed({ _id: variantId, [hold]: quantity }, { inc: { sold: quantity }, set: { [hold]: 0 } });
    },
  };
};

const switches = (collection: Collection<StockDocument>): Pick<Stocks, 'switchListing' | 'switchSeller'> => ({
  switchListing: async (listingId, { onSale, sequence }) => {
    const older = { listingId, onSaleSequence: { $lt: sequence } };
    const { inc, set } = raised();
    const to = (switched: boolean) => ({ $set: { onSale: switched, onSaleSequence: sequence, ...set }, $inc: inc });
    await collection.updateMany({ ...older, _id: { $in: [...onSale] } }, to(true));
    await collection.updateMany({ ...older, _id: { $nin: [...onSale] } }, to(false));
  },
  switchSeller: async (where, { onSale, sequence }) => {
    const older = { ...where, sellerSequence: { $lt: sequence } };
    const { inc, set: name } = raised();
    await collection.updateMany(older, { $set: { sellerOnSale: onSale, sellerSequence: sequence, ...name }, $inc: inc });
  },
});

/** Variants' stock documents (architecture §4 rule 5). */
export const stockStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): StockStore => {
  const collection: Collection<StockDocument> = mongo.collection('stocks');
  const writer = outboxWriter({ mongo, collection: 'stocks', now });
  const floors = sequenceFloors(mongo);

  const write = async (document: StockDocument, event: StockEvent): Promise<Result<Stock> | Conflict> => {
    const stock = toStock(document);
    const { filter = {}, set = {}, inc = {}, unset = {} } = writeOf(stock, event);
    const appended = writer.append(document, [stockContract(stock, event)]);
    const written = await collection.findOneAndUpdate(
      { ...asRead(document), ...filter },
      {
        $set: { ...set, ...appended.set, ...raised().set },
        $inc: { ...inc, ...appended.inc },
        $push: appended.push,
        ...(Object.keys(unset).length === 0 ? {} : { $unset: unset }),
      },
      { returnDocument: 'after' },
    );
    if (written === null) return conflict;
    appended.announce();
    return ok(toStock(written));
  };

  const attempt = async (variantId: string, decide: Parameters<Stocks['update']>[1]): Promise<Result<Stock> | undefined | Conflict> => {
    const document = await collection.findOne({ _id: variantId });
    if (document === null) return undefined;
    const decision = await decide(toStock(document));
    const [event] = decision.ok ? decision.value : [];
    if (event !== undefined) return write(document, event);
    // A local read may show what a failover takes back, and an answer given on it would be wrong for good.
    const settled = await collection.findOne(asRead(document), { ...majorityRead, projection: { _id: 1 } });
    if (settled === null) return conflict;
    return decision.ok ? ok(toStock(document)) : decision;
  };

  return {
    collection,
    outbox: writer.outbox,
    open: async (stocks) => {
      if (stocks.length === 0) return;
      try {
        const documents = stocks.map(async (stock) => ({ ...toDocument(stock, now()), sequence: await floors.of(stock.variantId) }));
        await collection.insertMany(await Promise.all(documents), { ordered: false });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    },
    load: async (variantId) => {
      const document = await collection.findOne({ _id: variantId }, majorityRead);
      return document === null ? undefined : toStock(document);
    },
    loadMany: async (variantIds) => {
      const documents =
        variantIds.length === 0 ? [] : await collection.find({ _id: { $in: [...variantIds] } }, { projection: { outbox: 0 } }).toArray();
      return new Map(documents.map((document) => [document._id, toStock(document)]));
    },
    ...holds(collection, now),
    update: (variantId, decide) => retryConflict(`stocks ${variantId}`, () => attempt(variantId, decide)),
    ...switches(collection),
    clear: (marks) => clearMarks(collection, marks),
  };
};
