import { loadConfig, runProjectionsJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';
import { sellerProjections } from '../projections.ts';

process.exitCode = await runProjectionsJob({
  name: 'seller',
  config: loadConfig(sellerConfig, process.env),
  projections: sellerProjections,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
