import { serviceGrants } from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { serviceParts, type Chassis, type Running, type ServiceDefinition } from '@wadah/service';
import { accessTokens } from './adapters/crypto/access-tokens.ts';
import { keyRing } from './adapters/crypto/key-ring.ts';
import { oneTimeCodes } from './adapters/crypto/one-time-codes.ts';
import { passwords } from './adapters/crypto/passwords.ts';
import { secrets } from './adapters/crypto/secrets.ts';
import { vault } from './adapters/crypto/vault.ts';
import { identityInternalRoutes, identityRoutes } from './adapters/http/routes.ts';
import { agencyCreatedConsumer } from './adapters/kafka/agency-created.consumer.ts';
import { sellerAppliedConsumer, sellerStandingConsumers } from './adapters/kafka/seller.consumer.ts';
import { closingWorker } from './adapters/mongo/closing-worker.ts';
import { codeWorkers } from './adapters/mongo/code-workers.ts';
import { lookUps } from './adapters/mongo/look-ups.ts';
import { secondFactorWorker } from './adapters/mongo/second-factor-worker.ts';
import { signingKeyStore } from './adapters/mongo/signing-key.store.ts';
import { identityStores, type Stores } from './adapters/mongo/stores.ts';
import { mailLimits, signInLimits } from './adapters/redis/limits.ts';
import { decisionSource } from './adapters/upstream/decisions.ts';
import { applyGrants } from './app/apply-grants.ts';
import { foundPlatform } from './app/found-platform.ts';
import type { AccessTokens, Vault } from './app/ports.ts';
import { secondFactors } from './app/second-factors.ts';
import { limitsOf, secondFactorPolicy, type IdentityConfig } from './config.ts';
import { useCases, type Ports } from './use-cases.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

type IdentityChassis = Chassis<IdentityConfig>;

type Upstreams = ReturnType<typeof upstreamsOf>;

/** Who keeps decisions beside identity itself. */
const upstreamsOf = (chassis: IdentityChassis, tokens: AccessTokens) => {
  const { config, logger, metrics } = chassis;
  const services = {
    seller: config.SELLER_INTERNAL_URL,
    catalogue: config.CATALOGUE_INTERNAL_URL,
    order: config.ORDER_INTERNAL_URL,
    payment: config.PAYMENT_INTERNAL_URL,
    notification: config.NOTIFICATION_INTERNAL_URL,
  };
  return Object.entries(services).map(([service, baseUrl]) => decisionSource({ service, baseUrl, tokens, logger, metrics }));
};

type Made = { readonly tokens: AccessTokens; readonly sealed: Vault; readonly upstreams: Upstreams };

const portsOf = (chassis: IdentityChassis, stores: Stores, { tokens, sealed, upstreams }: Made): Ports => {
  const { config, metrics, now } = chassis;
  const factorDeps = { ...stores, oneTimeCodes: oneTimeCodes(), vault: sealed, now };
  const limited = { ...chassis, limits: limitsOf(config) };
  return {
    ...factorDeps,
    secondFactors: secondFactors(factorDeps),
    secondFactorPolicy: secondFactorPolicy(config),
    decisionSources: [stores.decisions, ...upstreams],
    lookUps: lookUps(stores.decisions),
    sellers: stores.standings.standings,
    secrets: secrets(sealed),
    passwords: passwords({ metrics }),
    tokens,
    mailLimits: mailLimits(limited),
    signInLimits: signInLimits(limited),
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
  const tokens = accessTokens(ring, now);
  const upstreams = upstreamsOf(chassis, tokens);
  const use = useCases(portsOf(chassis, stores, { tokens, sealed, upstreams }));
  const running = await serviceParts({
    problems: { en, id },
    chassis,
    routes: identityRoutes(use, ring.published),
    internalRoutes: identityInternalRoutes(use),
    consumers: identityConsumers(stores),
    outboxes: stores.outboxes,
    workers: [
      ...codeWorkers(chassis, stores),
      closingWorker(chassis, stores, { vault: sealed, secrets: secrets(sealed) }),
      secondFactorWorker(chassis, stores),
      ring,
    ],
    jwks: ring.source,
  });
  return { ...running, stop: () => running.stop().finally(() => upstreams.forEach((upstream) => upstream.close())) };
};

/** The service as `main.ts` and the component tests start it. */
export const identityService = (config: IdentityConfig): ServiceDefinition<IdentityConfig> => ({ name: 'identity', config, start });
