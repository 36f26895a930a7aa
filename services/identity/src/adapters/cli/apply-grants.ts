import { serviceGrants } from '@wadah/contracts';
import { connectMongo } from '@wadah/mongo';
import { loadConfig } from '@wadah/service';
import { applyGrants } from '../../app/apply-grants.ts';
import { identityConfig } from '../../config.ts';
import { vault } from '../crypto/vault.ts';
import { serviceClientStore } from '../mongo/service-client.store.ts';

const config = loadConfig(identityConfig, process.env);
const mongo = await connectMongo({ url: config.MONGO_URL, appName: 'identity-grants' });
try {
  const deps = { serviceClients: serviceClientStore(mongo), vault: vault(config), table: serviceGrants };
  await applyGrants(deps, config.SERVICE_CLIENTS);
  console.log(`grants applied: ${serviceGrants.length}, to ${Object.keys(config.SERVICE_CLIENTS).length} services`);
} finally {
  await mongo.close();
}
