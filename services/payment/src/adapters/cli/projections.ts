import { runProjectionsJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { paymentProjections } from '../projections.ts';

process.exitCode = await runProjectionsJob({
  name: 'payment',
  config: readConfig(process.env),
  projections: paymentProjections,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
