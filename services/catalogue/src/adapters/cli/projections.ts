import { loadConfig, runProjectionsJob } from '@wadah/service';
import { configSchema } from '../../config.ts';
import { catalogueProjections } from '../projections.ts';

process.exitCode = await runProjectionsJob({
  name: 'catalogue',
  config: loadConfig(configSchema, process.env),
  projections: catalogueProjections,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
