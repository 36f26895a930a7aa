import { runIndexJob, serviceIndexes } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { paymentIndexes } from '../mongo/payment.index.ts';

await runIndexJob('payment', readConfig(process.env), [...serviceIndexes, ...paymentIndexes]);
