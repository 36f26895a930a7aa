import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { clockFile } from './http.ts';
import { faultsOfLogs } from './logged.ts';

/** Stops the services, and fails the run when their logs tell what they must not. */
export default (): void => {
  execFileSync(process.execPath, ['infra/demo/src/stop.ts', '--stack', 'test'], { stdio: 'ignore', timeout: 60_000 });
  const faults = faultsOfLogs(join(dirname(clockFile()), 'logs'));
  if (faults.length > 0)
    throw new Error(`The logs of this run hold what they must not, or lack what they must hold:\n${faults.join('\n')}`);
};
