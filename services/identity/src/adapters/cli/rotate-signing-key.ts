import { connectMongo } from '@wadah/mongo';
import { clockFrom, loadConfig } from '@wadah/service';
import { identityConfig } from '../../config.ts';
import { vault } from '../crypto/vault.ts';
import { signingKeyStore } from '../mongo/signing-key.store.ts';
import { rotateSigningKey } from './signing-key-jobs.ts';

const config = loadConfig(identityConfig, process.env);
const mongo = await connectMongo({ url: config.MONGO_URL, appName: 'identity-rotate-signing-key' });
try {
  const rotated = await rotateSigningKey(signingKeyStore(mongo), { vault: vault(config), at: clockFrom(config.WADAH_CLOCK_FILE)() });
  console.log(
    rotated ? 'Another key is published; it signs in ten minutes.' : 'Another key is published already and signs in a few minutes.',
  );
} finally {
  await mongo.close();
}
