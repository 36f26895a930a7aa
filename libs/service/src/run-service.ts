import type { BaseConfig } from './config.ts';
import { startService, type ServiceDefinition } from './start-service.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Runs a service as this process, to its end. */
export const runService = async <Config extends BaseConfig>(definition: ServiceDefinition<Config>): Promise<void> => {
  const service = await startService(definition);
  const { logger } = service.chassis;
  stopOnSignal(() => service.stop(), logger);
  const error = await service.failed;
  logger.fatal({ err: error }, 'The service cannot go on');
  process.exit(1);
};
