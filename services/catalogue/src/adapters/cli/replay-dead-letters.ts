import { loadConfig, runReplayJob } from '@wadah/service';
import { configSchema } from '../../config.ts';
import { catalogueConsumers } from '../../catalogue.ts';
import { openStores } from '../../stores.ts';

// Marks that nobody clears here are found by the reconciliation.
const marks = { add: () => undefined };
const waiting = await runReplayJob({
  name: 'catalogue',
  config: loadConfig(configSchema, process.env),
  consumers: (chassis) => catalogueConsumers(openStores(chassis), { now: chassis.now, marks }),
  chosen: process.argv.slice(2),
  print: console.log,
});
process.exitCode = waiting === 0 ? 0 : 1;
