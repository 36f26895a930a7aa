import { httpClient, serviceToken, type Addresses, type HttpClient, type Operation } from '@wadah/http';
import type { Now } from '@wadah/kit';
import type { Logger, Metrics } from '@wadah/messaging';

export type UpstreamOptions = {
  readonly identityUrl: Addresses;
  readonly secret: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: Now;
};

export type Asked = { readonly audience: string; readonly scope: string; readonly baseUrl: Addresses };

const timeoutMs = 3_000;

/** Calls to internal routes, each under a token that names the called service and one operation. */
export const upstreams = ({ identityUrl, secret, logger, metrics, now }: UpstreamOptions) => {
  const tokens = httpClient({ upstream: 'identity', baseUrl: identityUrl, logger, metrics });
  const call = tokens.operation({ operation: 'oauthToken', timeoutMs });
  const clients: HttpClient[] = [tokens];
  return {
    operation: (operation: string, { audience, scope, baseUrl }: Asked): Operation => {
      const authorization = serviceToken({ call, clientId: 'service-notification', secret, audience, scope, now });
      const client = httpClient({ upstream: audience, baseUrl, logger, metrics, authorization });
      clients.push(client);
      return client.operation({ operation, timeoutMs });
    },
    close: (): void => clients.forEach((client) => client.close()),
  };
};

export type Upstreams = ReturnType<typeof upstreams>;
