import { loadConfig, runListDeadLettersJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';

await runListDeadLettersJob({ name: 'seller', config: loadConfig(sellerConfig, process.env), print: console.log });
