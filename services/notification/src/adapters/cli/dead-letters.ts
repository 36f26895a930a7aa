import { loadConfig, runDeadLettersJob } from '@wadah/service';
import { notificationConfig } from '../../config.ts';
import { notificationConsumers } from '../../notification-service.ts';
import { messageStore } from '../mongo/message.store.ts';

process.exitCode = await runDeadLettersJob({
  name: 'notification',
  config: loadConfig(notificationConfig, process.env),
  consumers: (chassis) => notificationConsumers(messageStore(chassis)),
  args: process.argv.slice(2),
  print: console.log,
  complain: console.error,
});
