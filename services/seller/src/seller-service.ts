import { cryptoBox, serviceParts, type ServiceDefinition } from '@wadah/service';
import type { JwksSource } from '@wadah/http';
import { agencyConsumer } from './adapters/kafka/agency.consumer.ts';
import { memberConsumer } from './adapters/kafka/member.consumer.ts';
import { agencyProjection } from './adapters/mongo/agency.projection.ts';
import { memberProjection } from './adapters/mongo/member.projection.ts';
import { sellerStore } from './adapters/mongo/seller.store.ts';
import { sellerInternalRoutes, sellerRoutes } from './adapters/http/routes.ts';
import { vault } from './adapters/vault.ts';
import type { SellerConfig } from './config.ts';

/** The service as `main.ts` and the component tests start it; tests bring their own keys. */
export const sellerService = (config: SellerConfig, options: { readonly jwks?: JwksSource } = {}): ServiceDefinition<SellerConfig> => ({
  name: 'seller',
  config,
  start: async (chassis) => {
    const { mongo, now } = chassis;
    const store = sellerStore({ mongo, now });
    const projection = agencyProjection(mongo);
    const membership = memberProjection(mongo);
    const box = cryptoBox({ dataKey: config.DATA_KEY, oldDataKeys: config.OLD_DATA_KEYS, hashKey: config.HASH_KEY });
    const deps = { sellers: store, search: store, agencies: projection.agencies, members: membership.members, vault: vault(box), now };
    return serviceParts({
      chassis,
      routes: sellerRoutes(deps),
      internalRoutes: sellerInternalRoutes(deps),
      consumers: [agencyConsumer(projection), memberConsumer(membership)],
      outboxes: [store.outbox],
      ...options,
    });
  },
});
