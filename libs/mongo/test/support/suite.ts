import { freshNames, type FreshNames } from '@wadah/testing';
import type { Logger, Metrics } from '@wadah/messaging';
import { connectMongo, type Mongo } from '../../src/index.ts';

export type Suite = { readonly names: FreshNames; readonly mongo: Mongo; end(): Promise<void> };

/** A database of this suite's own on the shared MongoDB. */
export const openSuite = async (): Promise<Suite> => {
  const names = await freshNames('mongo', { topics: [] });
  const mongo = await connectMongo({ url: names.mongoUrl, appName: 'mongo-test' });
  return {
    names,
    mongo,
    end: async () => {
      await mongo.connection.dropDatabase();
      await mongo.close();
    },
  };
};

export const silentLogger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export const noMetrics: Metrics = { counter: () => undefined, gauge: () => undefined, histogram: () => undefined };
