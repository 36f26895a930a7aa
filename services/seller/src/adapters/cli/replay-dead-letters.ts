import { loadConfig, runReplayJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';
import { sellerConsumers } from '../../seller-service.ts';

const waiting = await runReplayJob({
  name: 'seller',
  config: loadConfig(sellerConfig, process.env),
  consumers: sellerConsumers,
  chosen: process.argv.slice(2),
  print: console.log,
});
process.exitCode = waiting === 0 ? 0 : 1;
