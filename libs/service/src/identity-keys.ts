import { httpClient, remoteJwks, UpstreamOutage, type Addresses, type JwksSource } from '@wadah/http';
import type { Now } from '@wadah/kit';
import type { Logger, Metrics } from '@wadah/messaging';

export type IdentityKeysOptions = {
  readonly identityUrl: Addresses;
  readonly now: Now;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const AGAIN_MS = 2_000;

/** Asks until there is a first set; the name of no key is answered from what is published, so it fetches and finds nothing. */
const fetchAhead = (keys: JwksSource): void => {
  keys.keyFor('').catch(() => setTimeout(() => fetchAhead(keys), AGAIN_MS).unref());
};

/**
 * The keys that identity publishes. They are fetched ahead: a process that met no request before identity went down could otherwise verify
 * nobody, and would be down with it.
 */
export const identityKeys = ({ identityUrl, now, logger, metrics }: IdentityKeysOptions): JwksSource => {
  const named = { upstream: 'identity', operation: 'getJwks' };
  const client = httpClient({ upstream: named.upstream, baseUrl: identityUrl, logger, metrics });
  const getJwks = client.operation({ operation: named.operation, timeoutMs: 2_000 });
  const fetch = async (): Promise<unknown> => {
    const { status, body } = await getJwks({ method: 'get', path: '/.well-known/jwks.json' });
    if (status !== 200) throw new UpstreamOutage(named, { reason: 'status', status });
    return body;
  };
  const keys = remoteJwks({ fetch, now });
  fetchAhead(keys);
  return keys;
};
