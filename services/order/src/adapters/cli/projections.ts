import { runProjectionsJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { orderProjections } from '../projections.ts';

process.exitCode = await runProjectionsJob({
  name: 'order',
  config: readConfig(process.env),
  projections: orderProjections,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
