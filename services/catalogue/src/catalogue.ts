import type { Now } from '@wadah/kit';
import type { Consumer } from '@wadah/messaging';
import { decisionLog } from '@wadah/mongo';
import { sellerMembersConsumer, serviceParts, type Chassis, type Running } from '@wadah/service';
import { catalogueInternalRoutes, catalogueRoutes } from './adapters/http/routes.ts';
import { categoryConsumer } from './adapters/kafka/category.consumer.ts';
import { listingConsumers } from './adapters/kafka/listing.consumers.ts';
import { orderConsumers } from './adapters/kafka/order.consumers.ts';
import { sellerConsumers } from './adapters/kafka/seller.consumers.ts';
import { agencyCopies } from './adapters/mongo/listing.lists.ts';
import { reconcileWorker } from './adapters/mongo/reconcile.worker.ts';
import { markClearer } from './adapters/mongo/stock-marks.ts';
import { commitStock } from './app/commit-stock.ts';
import { followCategory } from './app/follow-category.ts';
import { followListing } from './app/follow-listing.ts';
import { followPrice } from './app/follow-price.ts';
import { followSeller } from './app/follow-seller.ts';
import type { Marks } from './app/ports.ts';
import { reconcileStock } from './app/reconcile-stock.ts';
import { releaseStock } from './app/release-stock.ts';
import { reserveStock } from './app/reserve-stock.ts';
import { restock } from './app/restock.ts';
import { showListing } from './app/show-listing.ts';
import type { CatalogueConfig } from './config.ts';
import { openStores, type Stores } from './stores.ts';
import { useCases } from './use-cases.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

/** What catalogue listens to. */
export const catalogueConsumers = (stores: Stores, { now, marks }: { readonly now: Now; readonly marks: Marks }): readonly Consumer[] => {
  const deps = { ...stores, now, marks };
  const show = showListing({ ...stores, categories: stores.categories.tree });
  return [
    ...orderConsumers({ reserve: reserveStock(deps), release: releaseStock(deps), commit: commitStock(deps), restock: restock(deps) }),
    ...sellerConsumers(stores.sellers.take, followSeller(stores)),
    ...listingConsumers({ followListing: followListing({ ...stores, show }), followPrice: followPrice(stores.listings, now), show }),
    categoryConsumer(followCategory({ ...stores, tree: stores.categories.tree, copies: agencyCopies(stores.listings), now })),
    sellerMembersConsumer(stores.memberRows),
  ];
};

/** The service on its chassis. */
export const catalogue = (chassis: Chassis<CatalogueConfig>): Promise<Running> => {
  const { config, mongo, now, logger, metrics } = chassis;
  const stores = openStores(chassis);
  const onError = (error: unknown) => logger.warn({ err: error }, 'Marks stay until they are reconciled.');
  const marks = markClearer(stores.stocks, { everyMs: config.MARKS_EVERY_MS, onError });
  const reconcile = reconcileStock(stores);
  const everyMs = config.RECONCILE_EVERY_MS;
  const uses = useCases(stores, { mongo, now, logger });
  return serviceParts({
    problems: { en, id },
    chassis,
    routes: catalogueRoutes(uses),
    internalRoutes: catalogueInternalRoutes(uses, decisionLog(mongo)),
    consumers: catalogueConsumers(stores, { now, marks }),
    outboxes: [stores.reservations, stores.stocks, stores.listings, stores.agencies, stores.categories].map(({ outbox }) => outbox),
    workers: [marks, reconcileWorker({ mongo, listings: stores.listings, reconcile, now, metrics, logger, everyMs })],
  });
};
