import { connectMongo } from '@wadah/mongo';
import { clockFrom, loadConfig } from '@wadah/service';
import { resealSecondFactors } from '../../app/reseal.ts';
import { identityConfig } from '../../config.ts';
import { vault } from '../crypto/vault.ts';
import { secondFactorStore } from '../mongo/second-factor.store.ts';
import { signingKeyStore } from '../mongo/signing-key.store.ts';
import { resealSigningKeys } from './signing-key-jobs.ts';

const config = loadConfig(identityConfig, process.env);
const mongo = await connectMongo({ url: config.MONGO_URL, appName: 'identity-reseal-secrets' });
try {
  const sealed = vault(config);
  const { factors } = secondFactorStore({ mongo, now: clockFrom(config.WADAH_CLOCK_FILE) });
  const [seen, keys] = [await resealSecondFactors(factors, sealed), await resealSigningKeys(signingKeyStore(mongo), sealed)];
  console.log(`${seen} second factors seen, ${keys} signing keys sealed anew. After a week nothing here needs an older key.`);
} finally {
  await mongo.close();
}
