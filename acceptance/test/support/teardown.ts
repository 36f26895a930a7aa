import { execFileSync } from 'node:child_process';

export default (): void => {
  execFileSync(process.execPath, ['infra/local/src/cli.ts', 'services-down', '--stack', 'test'], { stdio: 'ignore', timeout: 60_000 });
};
