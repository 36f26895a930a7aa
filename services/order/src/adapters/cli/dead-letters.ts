import { runDeadLettersJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { orderConsumersOn } from '../../service.ts';

process.exitCode = await runDeadLettersJob({
  name: 'order',
  config: readConfig(process.env),
  consumers: orderConsumersOn,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
