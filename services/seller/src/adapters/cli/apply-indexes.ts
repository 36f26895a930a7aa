import { loadConfig, runIndexJob } from '@wadah/service';
import { sellerConfig } from '../../config.ts';
import { sellerIndexes } from '../mongo/seller.index.ts';

await runIndexJob('seller', loadConfig(sellerConfig, process.env), sellerIndexes);
