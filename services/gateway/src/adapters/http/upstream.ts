import { Readable } from 'node:stream';
import type { Logger, Metrics } from '@wadah/http';
import CircuitBreaker from 'opossum';
import type { Dispatcher } from 'undici';
import { failingOf, mayRepeat } from '../../domain/repeatable.ts';
import type { UpstreamName } from '../../domain/routing-table.ts';
import { replicasOf, type Replicas } from './replicas.ts';

export type UpstreamOptions = {
  readonly name: UpstreamName;
  readonly urls: readonly string[];
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
  /** Resolves when it is known which of several replicas are there. */
  readonly known: Promise<void>;
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number;
  close(): Promise<void>;
};

type Request = Parameters<Upstream['ask']>[0];

const LEVELS: Readonly<Record<UpstreamState, number>> = { closed: 0, half_open: 1, open: 2 };

/** The client left, or broke its upload off. */
class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** What has not begun to be sent can be sent elsewhere. */
const isWhole = ({ body }: Request): boolean => !(body instanceof Readable) || !Readable.isDisturbed(body);

const isKeyed = ({ headers }: Request): boolean => headers !== undefined && headers !== null && Object.hasOwn(headers, 'idempotency-key');

/** Node's word for a client that broke its upload off (lib/_http_server.js); whatever else ends a body is not the client's doing. */
const isBrokenOff = ({ body }: Request): boolean => body instanceof Readable && body.errored?.message === 'aborted';

/** Begun only once there is a connection: undici destroys the stream of a request whose connection was refused, and nothing could be sent elsewhere. */
async function* piecesOf(body: Readable): AsyncGenerator<unknown> {
  yield* body;
}

const lazily = (request: Request): Request =>
  request.body instanceof Readable ? { ...request, body: Readable.from(piecesOf(request.body)) } : request;

const asked = async (replicas: Replicas, request: Request): Promise<Dispatcher.ResponseData> => {
  const replica = replicas.next();
  try {
    const answer = await replica.pool.request(lazily(request));
    if (answer.headers['connection'] === 'close') replicas.leaves(replica);
    return answer;
  } catch (error) {
    if (request.signal.aborted || isBrokenOff(request)) throw new ClientGone('The client is gone.', { cause: error });
    replicas.leaves(replica);
    throw error;
  }
};

/** Asks one replica, and once more where nothing can be done twice by it. */
const askedAgain = async (replicas: Replicas, request: Request): Promise<Dispatcher.ResponseData> => {
  try {
    return await asked(replicas, request);
  } catch (error) {
    const repeatable = isWhole(request) && mayRepeat(failingOf(error), { method: request.method, keyed: isKeyed(request) });
    if (!repeatable) throw error;
    return asked(replicas, request);
  }
};

const breakerOf = ({ name, breakerResetMs }: UpstreamOptions, replicas: Replicas): CircuitBreaker<[Request], Dispatcher.ResponseData> =>
  new CircuitBreaker((request: Request) => askedAgain(replicas, request), {
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

/** One service behind the gateway: its replicas, their connections, its deadlines and its breaker. */
export const upstream = (options: UpstreamOptions): Upstream => {
  const { name, urls, connections, answerMs, pauseMs, breakerResetMs, logger, metrics } = options;
  const pool = { connections, pipelining: 1, headersTimeout: answerMs, bodyTimeout: pauseMs, connectTimeout: 2_000 };
  const count = (inCount: number): void => metrics.gauge('gateway_replicas_in', inCount, { upstream: name });
  const onChange = (url: string, inCount: number): void => {
    count(inCount);
    logger.warn({ upstream: name, url, inCount }, 'A replica went out or came in');
  };
  const replicas = replicasOf({ urls, pool, onChange });
  const breaker = breakerOf(options, replicas);
  const state = (): UpstreamState => (breaker.opened ? 'open' : breaker.halfOpen ? 'half_open' : 'closed');
  const show = (): void => metrics.gauge('gateway_breaker_state', LEVELS[state()], { upstream: name });
  const changed = (): void => {
    show();
    logger.warn({ upstream: name, state: state() }, 'A breaker changed');
  };
  breaker.on('open', changed).on('halfOpen', changed).on('close', changed);
  show();
  count(urls.length);
  return {
    name,
    ask: (request) => breaker.fire(request),
    state,
    known: replicas.known,
    retryAfterSeconds: Math.max(1, Math.ceil(breakerResetMs / 1000)),
    close: () => {
      breaker.shutdown();
      return replicas.close();
    },
  };
};
