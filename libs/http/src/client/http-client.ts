import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { currentAmbient, inSpan } from '@wadah/kit';
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import CircuitBreaker from 'opossum';
import type { Logger, Metrics } from '../app/ports.ts';
import { UpstreamOutage } from '../problem/outage.ts';
import { replicasOf, type Addresses, type Replicas } from './replicas.ts';

export type ClientOptions = {
  /** Name of the service called, as metrics and problems show it. */
  readonly upstream: string;
  /** Where it is reached; of several, one that refuses a connection has seen nothing of the call, which goes to the next. */
  readonly baseUrl: Addresses;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The `Authorization` header of each call; `forget` is told when the upstream refuses it. */
  readonly authorization?: { header(): Promise<string>; forget(): void };
  readonly answerBytesMax?: number;
};

export type OperationOptions = {
  readonly operation: string;
  readonly timeoutMs: number;
  /** The breaker opens when half of at least this many calls within 10 s failed. */
  readonly volumeThreshold?: number;
  readonly resetMs?: number;
};

export type Call = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** JSON; URLSearchParams go as a form. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer that counts: 2xx or 4xx, the body parsed where it was JSON and a text where it was not. */
export type ClientAnswer = { readonly status: number; readonly body: unknown; readonly headers: Readonly<Record<string, string>> };

export type Operation = {
  /** @throws UpstreamOutage for a timeout, no connection, an open breaker, 401, 403, 408, 429 and 5xx. */
  (call: Call): Promise<ClientAnswer>;
  readonly state: () => 'closed' | 'open' | 'half_open';
};

export type HttpClient = { operation(options: OperationOptions): Operation; close(): void };

/** A needed service that refuses us or is too busy is as good as down: waiting helps, another input would not. */
const OUTAGE_STATUSES = new Set([401, 403, 408, 429]);

const jsonOr = (text: unknown): unknown => {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const ambientHeaders = (): Record<string, string> => {
  const ambient = currentAmbient();
  if (ambient === undefined) return {};
  return { 'x-correlation-id': ambient.correlationId, ...(ambient.traceparent === undefined ? {} : { traceparent: ambient.traceparent }) };
};

const answerOf = (response: AxiosResponse<unknown>): ClientAnswer => ({
  status: response.status,
  body: jsonOr(response.data),
  headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
});

const reasonOf = (error: unknown): 'timeout' | 'unreachable' => {
  const code = axios.isAxiosError(error) ? error.code : undefined;
  return code === 'ECONNABORTED' || code === 'ERR_CANCELED' || code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
};

const newAxios = ({ answerBytesMax = 1024 * 1024 }: ClientOptions) => {
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 64 }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
  };
  const limits = { maxRedirects: 0, maxContentLength: answerBytesMax, maxBodyLength: answerBytesMax };
  const instance = axios.create({
    proxy: false,
    ...agents,
    ...limits,
    responseType: 'text',
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
  });
  return { instance, close: () => Object.values(agents).forEach((agent) => agent.destroy()) };
};

type OneCall = {
  readonly instance: AxiosInstance;
  readonly replicas: Replicas;
  readonly options: ClientOptions;
  readonly operation: OperationOptions;
};

const wasRefused = (error: unknown): boolean => axios.isAxiosError(error) && error.code === 'ECONNREFUSED';

const sendInTurn = async ({ instance, replicas }: OneCall, request: AxiosRequestConfig): Promise<AxiosResponse<unknown>> => {
  let refusal: unknown;
  for (const baseURL of replicas.inTurn()) {
    try {
      return await instance.request<unknown>({ ...request, baseURL });
    } catch (error) {
      if (!wasRefused(error)) throw error;
      replicas.refused(baseURL);
      refusal = error;
    }
  }
  throw refusal;
};

const callOnce = async (one: OneCall, call: Call): Promise<ClientAnswer> => {
  const { options, operation } = one;
  const named = { upstream: options.upstream, operation: operation.operation };
  const authorization = await options.authorization?.header();
  const response = await sendInTurn(one, {
    method: call.method,
    url: call.path,
    params: call.query,
    data: call.body,
    headers: {
      accept: 'application/json',
      ...ambientHeaders(),
      ...(authorization === undefined ? {} : { authorization }),
      ...call.headers,
    },
    timeout: operation.timeoutMs,
    // axios' own timeout ends a silent answer only; the signal bounds the whole call.
    signal: AbortSignal.timeout(operation.timeoutMs),
  }).catch((cause: unknown) => {
    throw new UpstreamOutage(named, { reason: reasonOf(cause), cause });
  });
  if (response.status === 401) options.authorization?.forget();
  if (response.status >= 500 || OUTAGE_STATUSES.has(response.status))
    throw new UpstreamOutage(named, { reason: 'status', status: response.status });
  return answerOf(response);
};

const breakerState = (breaker: CircuitBreaker): 'closed' | 'open' | 'half_open' =>
  breaker.opened ? 'open' : breaker.halfOpen ? 'half_open' : 'closed';

const newBreaker = (call: OneCall) => {
  const { options, operation } = call;
  const name = `${options.upstream}.${operation.operation}`;
  const breaker = new CircuitBreaker((request: Call) => inSpan({ name, kind: 'client' }, () => callOnce(call, request)), {
    name,
    // The call ends itself; opossum's own timer would leave it running behind our back.
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: operation.volumeThreshold ?? 5,
    resetTimeout: operation.resetMs ?? 2_000,
    rollingCountTimeout: 10_000,
    rollingCountBuckets: 10,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    // A status that says "your credentials" or "not so fast" says that the upstream lives.
    errorFilter: (error: unknown) =>
      error instanceof UpstreamOutage && error.status !== undefined && error.status < 500 && error.status !== 408,
  });
  const changed = (): void => {
    const state = breakerState(breaker);
    options.metrics.gauge('http_client_breaker_open', state === 'closed' ? 0 : 1, {
      upstream: options.upstream,
      operation: operation.operation,
    });
    options.logger.warn({ upstream: options.upstream, operation: operation.operation, state }, 'A breaker changed.');
  };
  breaker.on('open', changed).on('close', changed).on('halfOpen', changed);
  return breaker;
};

const outcomeOf = (error: unknown): string => (error instanceof UpstreamOutage ? error.reason : 'error');

/** Calls to one other service: a deadline for each, a breaker for each operation, keep-alive, no redirects, no proxy, bounded answers. */
export const httpClient = (options: ClientOptions): HttpClient => {
  const { instance, close } = newAxios(options);
  const replicas = replicasOf(options.baseUrl);
  const breakers: CircuitBreaker[] = [];
  return {
    close: () => {
      breakers.forEach((breaker) => breaker.shutdown());
      close();
    },
    operation: (operation) => {
      const breaker = newBreaker({ instance, replicas, options, operation });
      breakers.push(breaker);
      const named = { upstream: options.upstream, operation: operation.operation };
      const measured = async (call: Call): Promise<ClientAnswer> => {
        const beganAt = performance.now();
        let outcome = 'answered';
        try {
          if (breaker.opened) throw new UpstreamOutage(named, { reason: 'breaker_open' });
          return await breaker.fire(call);
        } catch (error) {
          const isOpen = error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER';
          const outage = isOpen ? new UpstreamOutage(named, { reason: 'breaker_open' }) : error;
          outcome = outcomeOf(outage);
          throw outage;
        } finally {
          options.metrics.histogram('http_client_seconds', (performance.now() - beganAt) / 1000, { ...named, outcome });
        }
      };
      return Object.assign(measured, { state: () => breakerState(breaker) });
    },
  };
};
