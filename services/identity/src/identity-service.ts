import { serviceGrants } from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { serviceParts, type Chassis, type Running, type ServiceDefinition } from '@wadah/service';
import { accessTokens } from './adapters/crypto/access-tokens.ts';
import { keyRing, type KeyRing } from './adapters/crypto/key-ring.ts';
import { passwords } from './adapters/crypto/passwords.ts';
import { secrets } from './adapters/crypto/secrets.ts';
import { vault } from './adapters/crypto/vault.ts';
import { identityInternalRoutes, identityRoutes } from './adapters/http/routes.ts';
import { agencyCreatedConsumer } from './adapters/kafka/agency-created.consumer.ts';
import { sellerAppliedConsumer, sellerStandingConsumers } from './adapters/kafka/seller.consumer.ts';
import { codeWorkers } from './adapters/mongo/code-workers.ts';
import { signingKeyStore } from './adapters/mongo/signing-key.store.ts';
import { identityStores, type Stores } from './adapters/mongo/stores.ts';
import { mailLimits, signInLimits } from './adapters/redis/limits.ts';
import { applyGrants } from './app/apply-grants.ts';
import { foundPlatform } from './app/found-platform.ts';
import type { Vault } from './app/ports.ts';
import { limitsOf, type IdentityConfig } from './config.ts';
import { useCases, type Ports } from './use-cases.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

type IdentityChassis = Chassis<IdentityConfig>;

const portsOf = (chassis: IdentityChassis, stores: Stores, { ring, sealed }: { ring: KeyRing; sealed: Vault }): Ports => {
  const { config, metrics, now } = chassis;
  const limited = { ...chassis, limits: limitsOf(config) };
  return {
    ...stores,
    sellers: stores.standings.standings,
    vault: sealed,
    secrets: secrets(sealed),
    passwords: passwords({ metrics }),
    tokens: accessTokens(ring, now),
    mailLimits: mailLimits(limited),
    signInLimits: signInLimits(limited),
    now,
  };
};

/** What identity listens to. */
export const identityConsumers = ({ organisations, standings }: Stores): readonly Consumer[] => [
  sellerAppliedConsumer(organisations),
  ...sellerStandingConsumers(standings),
  agencyCreatedConsumer(organisations),
];

const start = async (chassis: IdentityChassis): Promise<Running> => {
  const { mongo, now, logger, config } = chassis;
  const stores = identityStores(chassis);
  const sealed = vault(config);
  const ring = keyRing({ keys: signingKeyStore(mongo), vault: sealed, now, logger });
  await Promise.all([ring.renew(), foundPlatform(stores.organisations, now())]);
  // A deployment applies the grants by its job; where nothing is deployed, the start does.
  if (config.WADAH_PROFILE !== 'production') {
    await applyGrants({ ...stores, vault: sealed, table: serviceGrants }, config.SERVICE_CLIENTS);
  }
  const use = useCases(portsOf(chassis, stores, { ring, sealed }));
  return serviceParts({
    problems: { en, id },
    chassis,
    routes: identityRoutes(use, ring.published),
    internalRoutes: identityInternalRoutes(use),
    consumers: identityConsumers(stores),
    outboxes: stores.outboxes,
    workers: [...codeWorkers(chassis, stores), ring],
    jwks: ring.source,
  });
};

/** The service as `main.ts` and the component tests start it. */
export const identityService = (config: IdentityConfig): ServiceDefinition<IdentityConfig> => ({ name: 'identity', config, start });
