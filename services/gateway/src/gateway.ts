import { authenticator, type JwksSource } from '@wadah/http';
import { sessionOf, startConsumers, type Consumers } from '@wadah/messaging';
import {
  answerProbe,
  createChassisCore,
  health,
  identityKeys,
  inTime,
  openListener,
  redisRevocations,
  revocationConsumers,
  takeLeave,
  type ChassisCore,
  type Health,
} from '@wadah/service/core';
import { topology } from '@wadah/contracts';
import type { RequestListener } from 'node:http';
import { apiDocs } from './adapters/docs/api-docs.ts';
import { memoryPages } from './adapters/cache/memory-pages.ts';
import { pageCache, type PageCache } from './adapters/cache/page-cache.ts';
import { sharedLookup } from './adapters/cache/shared-lookup.ts';
import { edge, type EdgeOptions } from './adapters/http/edge.ts';
import { WINDOW_SECONDS, type Limit, type Limits } from './adapters/http/limits.ts';
import { upstream, type Upstream } from './adapters/http/upstream.ts';
import { purgeConsumers } from './adapters/kafka/purge.consumers.ts';
import { countedWindows } from './adapters/redis/counted-windows.ts';
import { redisParkedKeys } from './adapters/redis/parked-keys.ts';
import { hearPurges } from './adapters/redis/purge-announcements.ts';
import { redisSharedCount } from './adapters/redis/shared-count.ts';
import { sharedPages } from './adapters/redis/shared-pages.ts';
import type { GatewayConfig } from './config.ts';
import type { Tag } from './domain/cached-page.ts';
import { upstreamNames, type LimitClass, type UpstreamName } from './domain/routing-table.ts';

export type StartedGateway = {
  readonly url: string;
  readonly internalUrl: string;
  readonly chassis: ChassisCore<GatewayConfig>;
  readonly ready: Health['ready'];
  /** Resolves when the gateway can't go on. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
};

export type GatewayOptions = {
  readonly config: GatewayConfig;
  /** The merged API document. */
  readonly openApiFile: string;
  readonly jwks?: JwksSource;
};

type GatewayChassis = ChassisCore<GatewayConfig>;

const SETTLE_MS = 100;
/** A purchase that its client waits for takes seconds; the whole stop stays under the eight after which the local stack kills. */
const DRAIN_MS_MAX = 5_500;
const CLOSE_MS_MAX = 1_000;

const openUpstreams = ({ config, logger, metrics }: GatewayChassis): Readonly<Record<UpstreamName, Upstream>> => {
  const open = (name: UpstreamName, urls: readonly string[]): Upstream =>
    upstream({
      name,
      urls,
      connections: config.UPSTREAM_CONNECTIONS,
      answerMs: config.UPSTREAM_ANSWER_MS,
      pauseMs: config.UPSTREAM_PAUSE_MS,
      breakerResetMs: config.BREAKER_RESET_MS,
      logger,
      metrics,
    });
  return {
    identity: open('identity', config.IDENTITY_URL),
    seller: open('seller', config.SELLER_URL),
    catalogue: open('catalogue', config.CATALOGUE_URL),
    order: open('order', config.ORDER_URL),
    payment: open('payment', config.PAYMENT_URL),
    notification: open('notification', config.NOTIFICATION_URL),
  };
};

const openLimits = ({ config, redis, now, logger }: GatewayChassis): Limits => {
  const limit = (name: LimitClass, max: number): Limit => {
    const shared = redisSharedCount({ redis, name, windowSeconds: WINDOW_SECONDS });
    return { max, windows: countedWindows({ max, windowSeconds: WINDOW_SECONDS, shared, settleMs: SETTLE_MS, now, logger }) };
  };
  return {
    default: limit('default', config.LIMIT_DEFAULT_PER_MINUTE),
    search: limit('search', config.LIMIT_SEARCH_PER_MINUTE),
    auth: limit('auth', config.LIMIT_AUTH_PER_MINUTE),
    hook: limit('hook', config.LIMIT_HOOK_PER_MINUTE),
  };
};

const CACHED_PAGES_MAX = 5_000;
const SHARED_PAGES_MAX = 20_000;
const MEMORY_MS = 5_000;
/** While no purge can be heard. */
const DEAF_MS = 1_000;

type Pages = { readonly cache: PageCache; readonly purge: (tags: readonly Tag[]) => Promise<void>; stop(): void };

const openPages = ({ config, redis, now, logger, metrics }: GatewayChassis): Pages => {
  const channel = `${config.REDIS_PREFIX}purges`;
  const keptMs = (): number => (announcements.isHeard() ? MEMORY_MS : DEAF_MS);
  const memory = memoryPages({ bytesMax: config.CACHE_MEMORY_BYTES, entriesMax: CACHED_PAGES_MAX, keptMs, metrics });
  const shared = sharedPages({ redis, channel, bytesMax: config.CACHE_SHARED_BYTES, entriesMax: SHARED_PAGES_MAX });
  const { CACHE_PAGE_BYTES: bodyBytesMax, CACHE_STALE_MS: staleMs } = config;
  const lookup = sharedLookup({ shared, now, logger, metrics });
  const cache = pageCache({ memory, shared: lookup, bodyBytesMax, staleMs, now, logger });
  const drop = (tags: readonly Tag[]): void => {
    metrics.counter('gateway_cache_purges_total');
    cache.drop(tags);
  };
  const announcements = hearPurges({ redis, channel, onPurge: drop, onGap: () => cache.dropAll(), logger });
  return {
    cache,
    purge: async (tags) => {
      cache.drop(tags);
      await shared.purge(tags, now().getTime());
    },
    stop: () => announcements.stop(),
  };
};

/** Hears of closed sessions and of what makes kept pages untrue; all gateways are one group and share one list. */
const hearEvents = (chassis: GatewayChassis, purge: Pages['purge'], onCrash: (error: Error) => void): Promise<Consumers> => {
  const { kafka, config, redis, now, logger, metrics } = chassis;
  return startConsumers({
    kafka,
    group: topology.gateway.group,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    consumers: [...revocationConsumers({ redis, now }), ...purgeConsumers({ purge, now })],
    parked: redisParkedKeys(redis),
    limits: sessionOf(config.KAFKA_SESSION_TIMEOUT_MS),
    metrics,
    logger,
    now,
    onCrash,
  });
};

const edgeOf = (
  chassis: GatewayChassis,
  options: GatewayOptions,
  parts: Pick<EdgeOptions, 'limits' | 'upstreams' | 'pages' | 'closing'>,
) => {
  const { config, redis, now, logger, metrics } = chassis;
  const jwks = options.jwks ?? identityKeys({ identityUrl: config.IDENTITY_URL, now, logger, metrics });
  return edge({
    ...parts,
    auth: authenticator({ jwks, issuer: 'wadah', audience: 'wadah', revocations: redisRevocations({ redis, logger }), now }),
    docs: apiDocs(options),
    corsOrigins: config.CORS_ORIGINS,
    trustProxyHops: config.TRUST_PROXY_HOPS,
    bodyBytesMax: config.BODY_BYTES_MAX,
    now,
    logger,
    metrics,
  });
};

const openPorts = async (chassis: GatewayChassis, handle: RequestListener, asked: Health) => {
  const { HOST: host, PORT, INTERNAL_PORT, REQUEST_MS: requestMs } = chassis.config;
  const open = await openListener((request, response) => {
    if (!answerProbe(request, response, { health: asked })) handle(request, response);
  }, { host, port: PORT, requestMs }); // prettier-ignore
  const inner = await openListener((request, response) => {
    if (!answerProbe(request, response, { health: asked, metrics: chassis.metrics })) response.writeHead(404).end();
  }, { host, port: INTERNAL_PORT }); // prettier-ignore
  return { open, inner };
};

/** Starts the one door: connections, consumers, then its ports. No upstream needs to be up. */
export const startGateway = async (options: GatewayOptions): Promise<StartedGateway> => {
  const chassis = await createChassisCore({ name: 'gateway', config: options.config });
  const failure = Promise.withResolvers<Error>();
  const pages = openPages(chassis);
  const consumers = await hearEvents(chassis, pages.purge, failure.resolve);
  const closing = new AbortController();
  const parts = { limits: openLimits(chassis), upstreams: openUpstreams(chassis), pages: pages.cache, closing: closing.signal };
  await Promise.all(upstreamNames.map((name) => parts.upstreams[name].known));
  // Neither makes the gateway unready: without them it serves on, with a limit of its own and staff refused.
  const asked = health(
    [
      { name: 'redis', required: false, up: async () => (await chassis.redis.ping()) === 'PONG' },
      { name: 'consumers', required: false, up: () => consumers.ready() },
      ...upstreamNames.map((name) => ({ name, required: false, up: () => parts.upstreams[name].state() !== 'open' })),
    ],
    chassis.now,
  );
  const { open, inner } = await openPorts(chassis, edgeOf(chassis, options, parts), asked);
  chassis.logger.info({ port: open.port, internalPort: inner.port }, 'Ready for requests');
  return {
    url: `http://${options.config.HOST}:${open.port}`,
    internalUrl: `http://${options.config.HOST}:${inner.port}`,
    chassis,
    ready: asked.ready,
    failed: failure.promise,
    stop: async () => {
      const { logger } = chassis;
      await takeLeave(asked, [open, inner], options.config.LEAVE_MS);
      closing.abort();
      const rest = Promise.all([open.drain(DRAIN_MS_MAX), inner.drain(DRAIN_MS_MAX), consumers.stop()]);
      await inTime(rest, { what: 'rest', mostMs: DRAIN_MS_MAX + 500, logger });
      pages.stop();
      Object.values(parts.limits).forEach(({ windows }) => windows.stop());
      const closed = Promise.all(Object.values(parts.upstreams).map((one) => one.close())).then(() => chassis.close());
      await inTime(closed, { what: 'close', mostMs: CLOSE_MS_MAX, logger });
    },
  };
};
