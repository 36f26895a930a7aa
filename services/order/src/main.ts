import { runService } from '@wadah/service';
import { readConfig } from './config.ts';
import { startOrder } from './service.ts';

await runService({ name: 'order', config: readConfig(process.env), start: (chassis) => startOrder(chassis) });
