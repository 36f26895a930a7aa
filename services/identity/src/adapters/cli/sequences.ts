import { loadConfig, runRaiseSequencesJob } from '@wadah/service';
import { identityConfig } from '../../config.ts';

process.exitCode = await runRaiseSequencesJob({
  name: 'identity',
  config: loadConfig(identityConfig, process.env),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
