import { runReplayJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { paymentConsumersOn } from '../../service.ts';

const waiting = await runReplayJob({
  name: 'payment',
  config: readConfig(process.env),
  consumers: paymentConsumersOn,
  chosen: process.argv.slice(2),
  print: console.log,
});
process.exitCode = waiting === 0 ? 0 : 1;
