import { runRaiseSequencesJob } from '@wadah/service';
import { readConfig } from '../../config.ts';

process.exitCode = await runRaiseSequencesJob({
  name: 'payment',
  config: readConfig(process.env),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
