import { applyIndexes, connectMongo, type IndexSpec } from '@wadah/mongo';
import type { BaseConfig } from './config.ts';

/** The index job of one service (`pnpm wadah indexes apply`): runs before a release, with that service's credentials, and ends. */
export const runIndexJob = async (name: string, config: BaseConfig, indexes: readonly IndexSpec[]): Promise<void> => {
  const mongo = await connectMongo({ url: config.MONGO_URL, appName: `${name}-indexes` });
  try {
    await applyIndexes(mongo, indexes);
  } finally {
    await mongo.close();
  }
};
