import { runListDeadLettersJob } from '@wadah/service';
import { readConfig } from '../../config.ts';

await runListDeadLettersJob({ name: 'order', config: readConfig(process.env), print: console.log });
