import { loadConfig, runDeadLettersJob } from '@wadah/service';
import { identityConfig } from '../../config.ts';
import { identityConsumers } from '../../identity-service.ts';
import { identityStores } from '../mongo/stores.ts';

process.exitCode = await runDeadLettersJob({
  name: 'identity',
  config: loadConfig(identityConfig, process.env),
  consumers: (chassis) => identityConsumers(identityStores(chassis)),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
