import { runService } from '@wadah/service';
import { readConfig } from './config.ts';
import { startPayment } from './service.ts';

await runService({ name: 'payment', config: readConfig(process.env), start: startPayment });
