import { join } from 'node:path';
import { loadConfig } from '@wadah/service/core';
import { eventually, freshNames, serviceVariables, tokens, type FreshNames, type TestTokens } from '@wadah/testing';
import { configSchema } from '../../src/config.ts';
import { startGateway, type StartedGateway } from '../../src/gateway.ts';
import { upstreamServer, type UpstreamServer } from './upstream-server.ts';

/** Where nothing listens. */
const NOWHERE = 'http://127.0.0.1:9';

export type TestGateway = {
  readonly names: FreshNames;
  readonly issuer: TestTokens;
  readonly order: UpstreamServer;
  readonly catalogue: UpstreamServer;
  readonly payment: UpstreamServer;
  /** Starts a gateway before these upstreams; identity is the issuer of tokens. */
  start(change?: Readonly<Record<string, string>>): Promise<StartedGateway>;
  stop(): Promise<void>;
};

/** A consumer that is stopped while it joins goes on joining for a moment, which a finished test run takes for a leak. */
const stopJoined = async (gateway: StartedGateway): Promise<void> => {
  await eventually('the gateway has joined its group', async () => (await gateway.ready()).checks['consumers'] === 'up');
  await gateway.stop();
};

export const openApiFile = join(process.cwd(), 'docs/openapi.json');

export const testGateway = async (): Promise<TestGateway> => {
  const [names, issuer] = await Promise.all([freshNames('gateway'), tokens()]);
  const [order, catalogue, payment] = await Promise.all([upstreamServer(), upstreamServer(), upstreamServer()]);
  const started = new Set<StartedGateway>();
  return {
    names,
    issuer,
    order,
    catalogue,
    payment,
    start: async (change = {}) => {
      const upstreams = {
        SELLER_URL: NOWHERE,
        CATALOGUE_URL: catalogue.url,
        ORDER_URL: order.url,
        PAYMENT_URL: payment.url,
        NOTIFICATION_URL: NOWHERE,
      };
      const config = loadConfig(
        configSchema,
        serviceVariables(names, issuer.identityUrl, { ...upstreams, BREAKER_RESET_MS: '200', ...change }),
      );
      const gateway = await startGateway({ config, openApiFile });
      started.add(gateway);
      const stop = async () => {
        started.delete(gateway);
        await stopJoined(gateway);
      };
      return { ...gateway, stop };
    },
    stop: async () => {
      await Promise.all([...started].map(stopJoined));
      await Promise.all([order.stop(), catalogue.stop(), payment.stop(), issuer.stop()]);
      await names.drop();
    },
  };
};
