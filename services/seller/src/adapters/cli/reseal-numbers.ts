import { connectMongo } from '@wadah/mongo';
import { cryptoBox, loadConfig } from '@wadah/service';
import { resealNumbers } from '../../app/reseal-numbers.ts';
import { sellerConfig } from '../../config.ts';
import { sellerStore } from '../mongo/seller.store.ts';
import { vault } from '../vault.ts';

const { MONGO_URL: url, DATA_KEY: dataKey, OLD_DATA_KEYS: oldDataKeys, HASH_KEY: hashKey } = loadConfig(sellerConfig, process.env);
const mongo = await connectMongo({ url, appName: 'seller-reseal-numbers' });
try {
  const now = () => new Date();
  const store = sellerStore({ mongo, now });
  const { seen, resealed } = await resealNumbers({
    sellers: store,
    ids: store.ids,
    vault: vault(cryptoBox({ dataKey, oldDataKeys, hashKey })),
    now,
  })();
  console.log(`${seen} sellers, ${resealed} sealed anew. No number needs an older key.`);
} finally {
  await mongo.close();
}
