import { loadConfig, runRaiseSequencesJob } from '@wadah/service';
import { configSchema } from '../../config.ts';

process.exitCode = await runRaiseSequencesJob({
  name: 'catalogue',
  config: loadConfig(configSchema, process.env),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
