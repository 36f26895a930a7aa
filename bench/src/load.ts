import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number; readonly failures: number };

type Report = {
  readonly requests: { readonly average: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly errors: number;
  readonly timeouts: number;
  readonly non2xx: number;
};

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 3;

const attack = async (url: string, seconds: number): Promise<Load> => {
  const entry = fileURLToPath(import.meta.resolve('autocannon'));
  const args = [entry, '--json', '--no-progress', '-c', String(CONNECTIONS), '-d', String(seconds), url];
  const { stdout } = await run(process.execPath, args, { timeout: (seconds + 30) * 1000, maxBuffer: 16_777_216 });
  const { requests, latency, errors, timeouts, non2xx } = JSON.parse(stdout) as Report;
  return { perSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99, failures: errors + timeouts + non2xx };
};

/** A closed loop of GETs from a process of its own, after a warm-up that isn't counted. */
export const loadOf = async (url: string, seconds: number): Promise<Load> => {
  await attack(url, WARM_UP_SECONDS);
  return attack(url, seconds);
};
