import { secondsAfter, type Now } from '@wadah/kit';
import type { Logger, Metrics } from '@wadah/messaging';
import { lease, type Collection, type Mongo } from '@wadah/mongo';
import type { ReconcileStock } from '../../app/reconcile-stock.ts';
import type { ListingStore } from './listing.store.ts';
import { asRead, type StockDocument } from './stock.document.ts';

export type ReconcileOptions = {
  readonly mongo: Mongo;
  readonly listings: Pick<ListingStore, 'find'>;
  readonly reconcile: ReconcileStock;
  readonly now: Now;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly everyMs: number;
};

const pageSize = 200;
const orphanSeconds = 86_400;

/** The id that the next page begins after; empty at the end, so that it begins anew. */
const nextAfter = (ids: readonly string[]): string => (ids.length < pageSize ? '' : (ids.at(-1) ?? ''));

/** Stock that was opened for a listing which then never came, or was deleted as a draft, a day ago or longer. */
const removeOrphans = async ({ mongo, listings, now }: ReconcileOptions, after: string): Promise<string> => {
  const stocks: Collection<StockDocument> = mongo.collection('stocks');
  const before = secondsAfter(now(), -orphanSeconds);
  const found = await stocks
    .find(
      { _id: { $gt: after }, onSaleSequence: 0, sold: 0, held: {}, createdAt: { $lt: before } },
      { projection: { listingId: 1, version: 1, writeId: 1 } },
    )
    .sort({ _id: 1 })
    .limit(pageSize)
    .toArray();
  const known = await listings.find({ _id: { $in: found.map(({ listingId }) => listingId) } }, { limit: pageSize });
  const kept = new Set(known.filter(({ state }) => state.status !== 'deleted').map(({ id }) => id));
  for (const orphan of found.filter(({ listingId }) => !kept.has(listingId)))
    await stocks.deleteOne({ ...asRead(orphan), 'outbox.0': { $exists: false } });
  return nextAfter(found.map(({ _id }) => _id));
};

const reconcilePage = async ({ mongo, reconcile, metrics }: ReconcileOptions, after: string): Promise<string> => {
  const stocks: Collection<StockDocument> = mongo.collection('stocks');
  const marked = { $or: [{ held: { $ne: {} } }, { restocks: { $exists: true, $ne: {} } }] };
  const found = await stocks
    .find({ _id: { $gt: after }, ...marked }, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .limit(pageSize)
    .toArray();
  const ids = found.map(({ _id }) => _id);
  metrics.counter('catalogue_reconciled_total', {}, await reconcile(ids));
  return nextAfter(ids);
};

/** Walks the stock documents page by page, one replica at a time, and mends what a crash left. */
export const reconcileWorker = (options: ReconcileOptions): { stop(): Promise<void> } => {
  const held = lease(options.mongo, 'reconcile-stock', options.now);
  const after = { holds: '', orphans: '' };
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    if (!(await held.hold(options.everyMs * 2))) return;
    after.holds = await reconcilePage(options, after.holds);
    after.orphans = await removeOrphans(options, after.orphans);
  };
  const timer = setInterval(() => {
    running = run().catch((error: unknown) => options.logger.warn({ err: error }, 'Stock could not be reconciled.'));
  }, options.everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
