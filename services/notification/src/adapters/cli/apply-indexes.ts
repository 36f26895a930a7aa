import { loadConfig, runIndexJob } from '@wadah/service';
import { notificationConfig } from '../../config.ts';
import { notificationIndexes } from '../mongo/message.document.ts';

await runIndexJob('notification', loadConfig(notificationConfig, process.env), notificationIndexes);
