import { loadConfig, runDeadLettersJob } from '@wadah/service';
import { configSchema } from '../../config.ts';
import { catalogueConsumers } from '../../catalogue.ts';
import { openStores } from '../../stores.ts';

// Marks that nobody clears here are found by the reconciliation.
const marks = { add: () => undefined };
process.exitCode = await runDeadLettersJob({
  name: 'catalogue',
  config: loadConfig(configSchema, process.env),
  consumers: (chassis) => catalogueConsumers(openStores(chassis), { now: chassis.now, marks }),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
