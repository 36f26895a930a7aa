import { fileURLToPath } from 'node:url';
import { stopOnSignal } from '@wadah/service/core';
import { readConfig } from './config.ts';
import { startGateway } from './gateway.ts';

const openApiFile = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
const gateway = await startGateway({ config: readConfig(process.env), openApiFile });
const { logger } = gateway.chassis;
stopOnSignal(() => gateway.stop(), logger);
const error = await gateway.failed;
logger.fatal({ err: error }, 'The gateway cannot go on');
process.exit(1);
