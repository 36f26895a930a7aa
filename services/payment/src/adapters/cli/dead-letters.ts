import { runDeadLettersJob } from '@wadah/service';
import { readConfig } from '../../config.ts';
import { paymentConsumersOn } from '../../service.ts';

process.exitCode = await runDeadLettersJob({
  name: 'payment',
  config: readConfig(process.env),
  consumers: paymentConsumersOn,
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
