import { loadConfig, runListDeadLettersJob } from '@wadah/service';
import { configSchema } from '../../config.ts';

await runListDeadLettersJob({ name: 'catalogue', config: loadConfig(configSchema, process.env), print: console.log });
