import { pino } from 'pino';
import { readConfig } from './config.ts';
import { startSandbox } from './sandbox.ts';

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(`The payment sandbox can't start:\n${read.faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.exit(1);
}

const log = pino({ name: 'sandbox', level: read.config.logLevel });
const sandbox = await startSandbox(read.config, log);
log.info({ url: sandbox.url }, 'the payment sandbox listens');

const stop = (signal: NodeJS.Signals): void => {
  log.info({ signal }, 'the payment sandbox stops');
  void sandbox.stop().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
