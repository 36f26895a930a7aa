import { connectMongo, type Mongo } from '@wadah/mongo';
import { createChassisCore, type ChassisCore, type ChassisOptions } from './chassis-core.ts';
import type { BaseConfig } from './config.ts';

export type Chassis<Config> = ChassisCore<Config> & { readonly mongo: Mongo };

/** @throws when MongoDB does not answer: a service that cannot read its own state must not open its ports. */
export const createChassis = async <Config extends BaseConfig>(options: ChassisOptions<Config>): Promise<Chassis<Config>> => {
  const core = await createChassisCore(options);
  try {
    const mongo = await connectMongo({ url: options.config.MONGO_URL, appName: options.name, metrics: core.metrics });
    const close = async () => {
      await Promise.all([core.close(), mongo.close()]);
    };
    return { ...core, mongo, close };
  } catch (error) {
    await core.close();
    throw error;
  }
};
