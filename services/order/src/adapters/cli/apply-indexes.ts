import { runIndexJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { indexes } from '../indexes.ts';

await runIndexJob('order', readConfig(process.env), indexes);
