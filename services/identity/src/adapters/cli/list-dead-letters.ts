import { loadConfig, runListDeadLettersJob } from '@wadah/service';
import { identityConfig } from '../../config.ts';

await runListDeadLettersJob({ name: 'identity', config: loadConfig(identityConfig, process.env), print: console.log });
