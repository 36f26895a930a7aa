import { loadConfig, runReplayJob } from '@wadah/service';
import { notificationConfig } from '../../config.ts';
import { notificationConsumers } from '../../notification-service.ts';
import { messageStore } from '../mongo/message.store.ts';

const waiting = await runReplayJob({
  name: 'notification',
  config: loadConfig(notificationConfig, process.env),
  consumers: (chassis) => notificationConsumers(messageStore(chassis)),
  chosen: process.argv.slice(2),
  print: console.log,
});
process.exitCode = waiting === 0 ? 0 : 1;
