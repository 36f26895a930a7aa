import { connectMongo, journal } from '@wadah/mongo';
import { cryptoBox } from '@wadah/service';
import { resealAccounts } from '../../app/reseal-accounts.ts';
import { readConfig } from '../../config.ts';
import { allPayments } from '../mongo/all-payments.ts';
import { payments, paymentStore } from '../mongo/payment.store.ts';
import { vault } from '../vault.ts';

const { MONGO_URL: url, DATA_KEY: dataKey, OLD_DATA_KEYS: oldDataKeys, HASH_KEY: hashKey } = readConfig(process.env);
const mongo = await connectMongo({ url, appName: 'payment-reseal-accounts' });
try {
  const store = paymentStore({ mongo, now: () => new Date(), entries: journal({ mongo }) });
  const { seen, resealed } = await resealAccounts({
    payments: payments(store),
    all: () => allPayments(store),
    vault: vault(cryptoBox({ dataKey, oldDataKeys, hashKey })),
  })();
  console.log(`${seen} payments, ${resealed} sealed anew. No account needs an older key.`);
} finally {
  await mongo.close();
}
