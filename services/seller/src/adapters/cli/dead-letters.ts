import { loadConfig, runDeadLettersJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';
import { sellerConsumers } from '../../seller-service.ts';

process.exitCode = await runDeadLettersJob({
  name: 'seller',
  config: loadConfig(sellerConfig, process.env),
  consumers: sellerConsumers,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
