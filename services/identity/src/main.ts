import { loadConfig, runService } from '@wadah/service';
import { identityConfig } from './config.ts';
import { identityService } from './identity-service.ts';

await runService(identityService(loadConfig(identityConfig, process.env)));
