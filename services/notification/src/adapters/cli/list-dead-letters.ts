import { loadConfig, runListDeadLettersJob } from '@wadah/service';
import { notificationConfig } from '../../config.ts';

await runListDeadLettersJob({ name: 'notification', config: loadConfig(notificationConfig, process.env), print: console.log });
