import type { Logger } from 'pino';

const STOP_MS_MAX = 10_000;

/** Ends the process in order on SIGTERM or SIGINT; by force when that takes longer than ten seconds. */
export const stopOnSignal = (stop: () => Promise<void>, logger: Logger): void => {
  let stopping = false;
  const end = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'Stopping');
    setTimeout(() => {
      logger.error({}, 'Did not stop in time');
      process.exit(1);
    }, STOP_MS_MAX).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'Stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
};
