import { loadConfig, runRaiseSequencesJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';

process.exitCode = await runRaiseSequencesJob({
  name: 'seller',
  config: loadConfig(sellerConfig, process.env),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
