import { connectMongo } from '@wadah/mongo';
import { loadConfig, runIndexJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';
import { liftAgencies } from '../mongo/lift-agencies.ts';
import { sellerIndexes } from '../mongo/seller.index.ts';

const config = loadConfig(sellerConfig, process.env);
await runIndexJob('seller', config, sellerIndexes);
const mongo = await connectMongo({ url: config.MONGO_URL, appName: 'seller-lift-agencies' });
try {
  await liftAgencies(mongo);
} finally {
  await mongo.close();
}
