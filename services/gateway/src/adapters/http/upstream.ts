import { Readable } from 'node:stream';
import type { Logger, Metrics } from '@wadah/http';
import CircuitBreaker from 'opossum';
import { Pool, type Dispatcher } from 'undici';
import type { UpstreamName } from '../../domain/routing-table.ts';

export type UpstreamOptions = {
  readonly name: UpstreamName;
  readonly url: string;
  readonly connections: number;
  readonly answerMs: number;
  readonly pauseMs: number;
  readonly breakerResetMs: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type UpstreamState = 'closed' | 'half_open' | 'open';

export type Upstream = {
  readonly name: UpstreamName;
  /** Resolves with the answer's head; its body is a stream. @throws when the upstream can't be reached, is too slow, or the breaker is open. */
  ask(request: Dispatcher.RequestOptions & { readonly signal: AbortSignal }): Promise<Dispatcher.ResponseData>;
  state(): UpstreamState;
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number;
  close(): Promise<void>;
};

type Ask = Upstream['ask'];

const LEVELS: Readonly<Record<UpstreamState, number>> = { closed: 0, half_open: 1, open: 2 };

/** The client left, or broke its upload off. */
class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

const asked = async (pool: Pool, request: Parameters<Ask>[0]): Promise<Dispatcher.ResponseData> => {
  try {
    return await pool.request(request);
  } catch (error) {
    const brokenOff = request.body instanceof Readable && request.body.readableAborted;
    throw request.signal.aborted || brokenOff ? new ClientGone('The client is gone.', { cause: error }) : error;
  }
};

const breakerOf = ({ name, breakerResetMs }: UpstreamOptions, pool: Pool): CircuitBreaker<Parameters<Ask>, Dispatcher.ResponseData> =>
  new CircuitBreaker((request: Parameters<Ask>[0]) => asked(pool, request), {
    name,
    // The pool's own timeouts end a call; opossum's timer would leave it running.
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 5,
    resetTimeout: breakerResetMs,
    rollingCountTimeout: 10_000,
    rollingCountBuckets: 10,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    // A client that leaves says nothing about the upstream. A status doesn't either: an upstream that answers 503 for one thing lives for others.
    errorFilter: (error: unknown) => error instanceof ClientGone,
  });

/** One service behind the gateway: its connections, its deadlines and its breaker. */
export const upstream = (options: UpstreamOptions): Upstream => {
  const { name, url, connections, answerMs, pauseMs, breakerResetMs, logger, metrics } = options;
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: answerMs, bodyTimeout: pauseMs, connectTimeout: 2_000 });
  const breaker = breakerOf(options, pool);
  const state = (): UpstreamState => (breaker.opened ? 'open' : breaker.halfOpen ? 'half_open' : 'closed');
  const show = (): void => metrics.gauge('gateway_breaker_state', LEVELS[state()], { upstream: name });
  const changed = (): void => {
    show();
    logger.warn({ upstream: name, state: state() }, 'A breaker changed');
  };
  breaker.on('open', changed).on('halfOpen', changed).on('close', changed);
  show();
  return {
    name,
    ask: (request) => breaker.fire(request),
    state,
    retryAfterSeconds: Math.max(1, Math.ceil(breakerResetMs / 1000)),
    close: () => {
      breaker.shutdown();
      return pool.destroy();
    },
  };
};
