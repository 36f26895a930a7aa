import { loadConfig, runRaiseSequencesJob } from '@wadah/service';
import { notificationConfig } from '../../config.ts';

process.exitCode = await runRaiseSequencesJob({
  name: 'notification',
  config: loadConfig(notificationConfig, process.env),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
