import { httpClient, remoteJwks, UpstreamOutage, type JwksSource } from '@wadah/http';
import type { Now } from '@wadah/kit';
import type { Logger, Metrics } from '@wadah/messaging';

export type IdentityKeysOptions = { readonly identityUrl: string; readonly now: Now; readonly logger: Logger; readonly metrics: Metrics };

/** The keys that identity publishes, fetched when one is first asked for. */
export const identityKeys = ({ identityUrl, now, logger, metrics }: IdentityKeysOptions): JwksSource => {
  const named = { upstream: 'identity', operation: 'getJwks' };
  const client = httpClient({ upstream: named.upstream, baseUrl: identityUrl, logger, metrics });
  const getJwks = client.operation({ operation: named.operation, timeoutMs: 2_000 });
  const fetch = async (): Promise<unknown> => {
    const { status, body } = await getJwks({ method: 'get', path: '/.well-known/jwks.json' });
    if (status !== 200) throw new UpstreamOutage(named, { reason: 'status', status });
    return body;
  };
  return remoteJwks({ fetch, now });
};
