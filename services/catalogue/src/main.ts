import { loadConfig, runService } from '@wadah/service';
import { catalogue } from './catalogue.ts';
import { configSchema } from './config.ts';

await runService({ name: 'catalogue', config: loadConfig(configSchema, process.env), start: catalogue });
