import { loadConfig, runIndexJob } from '@wadah/service';
import { configSchema } from '../../config.ts';
import { catalogueIndexes } from '../mongo/indexes.ts';

await runIndexJob('catalogue', loadConfig(configSchema, process.env), catalogueIndexes);
