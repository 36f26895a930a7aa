import { loadConfig, runIndexJob } from '@wadah/service';
import { identityConfig } from '../../config.ts';
import { identityIndexes } from '../mongo/identity.index.ts';

await runIndexJob('identity', loadConfig(identityConfig, process.env), identityIndexes);
