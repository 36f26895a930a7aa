import { execFileSync } from 'node:child_process';

export default (): void => {
  execFileSync(process.execPath, ['infra/demo/src/stop.ts', '--stack', 'test'], { stdio: 'ignore', timeout: 60_000 });
};
