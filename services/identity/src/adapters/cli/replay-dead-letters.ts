import { loadConfig, runReplayJob } from '@wadah/service';
import { identityConfig } from '../../config.ts';
import { identityConsumers } from '../../identity-service.ts';
import { identityStores } from '../mongo/stores.ts';

const waiting = await runReplayJob({
  name: 'identity',
  config: loadConfig(identityConfig, process.env),
  consumers: (chassis) => identityConsumers(identityStores(chassis)),
  chosen: process.argv.slice(2),
  print: console.log,
});
process.exitCode = waiting === 0 ? 0 : 1;
