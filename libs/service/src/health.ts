import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Now } from '@wadah/kit';
import type { ServiceMetrics } from './metrics.ts';

/** One thing a service stands on. One that isn't required shows in the answer and makes nobody unready. */
export type HealthCheck = { readonly name: string; readonly required: boolean; up(): Promise<boolean> | boolean };

export type Health = {
  readonly ready: () => Promise<HealthReport>;
  /** From now on the answer is no: whoever shares requests out goes elsewhere. */
  readonly leave: () => void;
};

export type HealthReport = { readonly status: 'ready' | 'not_ready'; readonly checks: Readonly<Record<string, 'up' | 'down'>> };

/** A public address must not let anyone ask the database as often as they like. */
const REMEMBERED_MS = 250;

const CHECK_MS_MAX = 1_000;

const answers = async (check: HealthCheck): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS_MAX);
  });
  try {
    return await Promise.race([check.up(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

const reportOf = async (checks: readonly HealthCheck[]): Promise<HealthReport> => {
  const up = await Promise.all(checks.map(answers));
  return {
    status: checks.every((check, index) => !check.required || up[index] === true) ? 'ready' : 'not_ready',
    checks: Object.fromEntries(checks.map((check, index) => [check.name, up[index] === true ? 'up' : 'down'])),
  };
};

const LEAVING: HealthReport = { status: 'not_ready', checks: { leaving: 'down' } };

export const health = (checks: readonly HealthCheck[], now: Now): Health => {
  let asked: { readonly atMs: number; readonly report: Promise<HealthReport> } | undefined;
  let leaving = false;
  return {
    leave: () => {
      leaving = true;
    },
    ready: async () => {
      if (leaving) return LEAVING;
      const atMs = now().getTime();
      if (asked === undefined || Math.abs(atMs - asked.atMs) > REMEMBERED_MS) asked = { atMs, report: reportOf(checks) };
      return asked.report;
    },
  };
};

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

const sendMetrics = async (response: ServerResponse, { registry }: ServiceMetrics): Promise<void> => {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType });
  response.end(text);
};

/** Answers `/health/live`, `/health/ready` and, where metrics are given, `/metrics`; false for anything else. */
export const answerProbe = (
  request: IncomingMessage,
  response: ServerResponse,
  probes: { readonly health: Health; readonly metrics?: ServiceMetrics },
): boolean => {
  if (request.method !== 'GET') return false;
  switch (request.url) {
    case '/health/live':
      sendJson(response, 200, { status: 'live' });
      return true;
    case '/health/ready':
      probes.health.ready().then(
        (report) => sendJson(response, report.status === 'ready' ? 200 : 503, report),
        () => sendJson(response, 503, { status: 'not_ready', checks: {} }),
      );
      return true;
    case '/metrics':
      if (probes.metrics === undefined) return false;
      sendMetrics(response, probes.metrics).catch(() => response.destroy());
      return true;
    default:
      return false;
  }
};
