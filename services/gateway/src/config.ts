import { coreConfig, httpUrls, loadConfig, wholeNumber } from '@wadah/service/core';
import { z } from 'zod';

const list = z
  .string()
  .max(2_000)
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '')); // prettier-ignore

const perMinute = (normal: number) => wholeNumber({ min: 1, max: 100_000_000, default: normal });

export const configSchema = z.object({
  ...coreConfig,
  /** Health and metrics; nothing public. */
  INTERNAL_PORT: z.coerce.number().int().min(0).max(65_535),
  /** Proxies in front of the gateway whose X-Forwarded-For is believed; each one too many lets clients choose their address. */
  TRUST_PROXY_HOPS: wholeNumber({ min: 0, max: 5, default: 0 }),
  IDENTITY_URL: httpUrls,
  SELLER_URL: httpUrls,
  CATALOGUE_URL: httpUrls,
  ORDER_URL: httpUrls,
  PAYMENT_URL: httpUrls,
  NOTIFICATION_URL: httpUrls,
  /** Origins of web pages that may call; none by default. */
  CORS_ORIGINS: list,
  /** Until an upstream's first byte; longer than the longest `Prefer: wait`. */
  UPSTREAM_ANSWER_MS: wholeNumber({ min: 100, max: 120_000, default: 15_000 }),
  /** Between two pieces of an answer; longer than the pause between two comments of an event stream. */
  UPSTREAM_PAUSE_MS: wholeNumber({ min: 100, max: 600_000, default: 45_000 }),
  UPSTREAM_CONNECTIONS: wholeNumber({ min: 1, max: 10_000, default: 512 }),
  /** Until a request has wholly come; one that comes slower is cut off, or it would hold a connection to its upstream. */
  REQUEST_MS: wholeNumber({ min: 100, max: 300_000, default: 20_000 }),
  BREAKER_RESET_MS: wholeNumber({ min: 50, max: 60_000, default: 2_000 }),
  BODY_BYTES_MAX: wholeNumber({ min: 1_024, max: 1_000_000_000, default: 1_048_576 }),
  /** Pages in this process; the oldest leave first. */
  CACHE_MEMORY_BYTES: wholeNumber({ min: 0, max: 1_000_000_000, default: 16_777_216 }),
  /** Pages in Redis, beside carts, where nothing else would push them out. */
  CACHE_SHARED_BYTES: wholeNumber({ min: 0, max: 10_000_000_000, default: 33_554_432 }),
  /** A larger answer is streamed and not kept. */
  CACHE_PAGE_BYTES: wholeNumber({ min: 0, max: 10_000_000, default: 262_144 }),
  /** How long after its freshness a page may stand in for a service that is down. */
  CACHE_STALE_MS: wholeNumber({ min: 0, max: 3_600_000, default: 600_000 }),
  LIMIT_DEFAULT_PER_MINUTE: perMinute(600),
  LIMIT_SEARCH_PER_MINUTE: perMinute(120),
  LIMIT_AUTH_PER_MINUTE: perMinute(30),
  LIMIT_HOOK_PER_MINUTE: perMinute(3_000),
});

export type GatewayConfig = Readonly<z.output<typeof configSchema>>;

export const readConfig = (env: Readonly<Record<string, string | undefined>>): GatewayConfig => loadConfig(configSchema, env);
