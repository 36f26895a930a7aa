import autocannon from 'autocannon';
import { answerTasks } from './child.ts';

export type Attack = {
  readonly url: string;
  readonly paths: readonly string[];
  readonly seconds: number;
  readonly connections: number;
  readonly method?: 'GET' | 'PUT';
  readonly body?: unknown;
};

export type Load = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
  readonly done: number;
};

answerTasks<Attack, Load>(async ({ url, paths, seconds, connections, method = 'GET', body }) => {
  const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const { requests, latency, errors, timeouts, non2xx } = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: paths.map((path) => ({ method, path, ...content })),
  });
  const { p50, p99 } = latency;
  return { perSecond: requests.average, p50Ms: p50, p99Ms: p99, failures: errors + timeouts + non2xx, done: requests.total };
});
