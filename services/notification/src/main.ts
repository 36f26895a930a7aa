import { loadConfig, runService } from '@wadah/service';
import { notificationConfig } from './config.ts';
import { notificationService } from './notification-service.ts';

await runService(notificationService(loadConfig(notificationConfig, process.env)));
