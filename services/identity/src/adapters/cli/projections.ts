import { loadConfig, runProjectionsJob } from '@wadah/service';
import { identityConfig } from '../../config.ts';
import { identityProjections } from '../projections.ts';

process.exitCode = await runProjectionsJob({
  name: 'identity',
  config: loadConfig(identityConfig, process.env),
  projections: identityProjections,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
