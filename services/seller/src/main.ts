import { loadConfig, runService } from '@wadah/service';
import { sellerConfig } from './config.ts';
import { sellerService } from './seller-service.ts';

await runService(sellerService(loadConfig(sellerConfig, process.env)));
