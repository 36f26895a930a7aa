import type { JwksSource } from '@wadah/http';
import type { Consumer } from '@wadah/messaging';
import { decisionLog, type Mongo } from '@wadah/mongo';
import { cryptoBox, sellerMemberRows, sellerMembers, sellerMembersConsumer, serviceParts, type ServiceDefinition } from '@wadah/service';
import { agencyConsumer } from './adapters/kafka/agency.consumer.ts';
import { agencyProjection } from './adapters/mongo/agency.projection.ts';
import { disclosureLog } from './adapters/mongo/seller.decisions.ts';
import { sellerStore } from './adapters/mongo/seller.store.ts';
import { sellerInternalRoutes, sellerRoutes } from './adapters/http/routes.ts';
import { vault } from './adapters/vault.ts';
import type { SellerConfig } from './config.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

/** What seller listens to. */
export const sellerConsumers = ({ mongo }: { readonly mongo: Mongo }): readonly Consumer[] => [
  agencyConsumer(agencyProjection(mongo)),
  sellerMembersConsumer(sellerMemberRows(mongo)),
];

/** The service as `main.ts` and the component tests start it; tests bring their own keys. */
export const sellerService = (config: SellerConfig, options: { readonly jwks?: JwksSource } = {}): ServiceDefinition<SellerConfig> => ({
  name: 'seller',
  config,
  start: async (chassis) => {
    const { mongo, now } = chassis;
    const store = sellerStore({ mongo, now });
    const box = cryptoBox({ dataKey: config.DATA_KEY, oldDataKeys: config.OLD_DATA_KEYS, hashKey: config.HASH_KEY });
    const { agencies } = agencyProjection(mongo);
    const members = sellerMembers(sellerMemberRows(mongo));
    const decisions = decisionLog(mongo);
    const deps = {
      ...{ sellers: store, search: store, agencies, members, vault: vault(box), now },
      disclosures: disclosureLog(decisions),
      holdSeconds: config.BANK_ACCOUNT_HOLD_SECONDS,
    };
    return serviceParts({
      problems: { en, id },
      chassis,
      routes: sellerRoutes(deps),
      internalRoutes: sellerInternalRoutes({ sellers: store, decisions }),
      consumers: sellerConsumers(chassis),
      outboxes: [store.outbox],
      ...options,
    });
  },
});
