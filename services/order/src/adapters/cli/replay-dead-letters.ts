import { runReplayJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { orderConsumersOn } from '../../service.ts';

const waiting = await runReplayJob({
  name: 'order',
  config: readConfig(process.env),
  consumers: orderConsumersOn,
  chosen: process.argv.slice(2),
  print: console.log,
});
process.exitCode = waiting === 0 ? 0 : 1;
