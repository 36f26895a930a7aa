import { loadConfig, startService } from '@wadah/service';
import {
  capture,
  clock,
  freshNames,
  publisher,
  serviceVariables,
  tokens,
  type FreshNames,
  type TestMembership,
  type TestTokens,
} from '@wadah/testing';
import { sellerVerifiedV1 } from '@wadah/contracts';
import { newId } from '@wadah/kit';
import { catalogueIndexes } from '../../src/adapters/mongo/indexes.ts';
import { catalogue } from '../../src/catalogue.ts';
import { configSchema } from '../../src/config.ts';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any };

export type Call = {
  readonly token?: string;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly key?: string;
  readonly raw?: string;
};

export const caller =
  (base: string) =>
  async (operation: string, options: Call = {}): Promise<Answer> => {
    const [method = 'GET', path = '/'] = operation.split(' ');
    const content = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
        ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };

export const startCatalogue = (names: FreshNames, keys: TestTokens, more: Record<string, string> = {}) => {
  const variables = { ...serviceVariables(names, keys.identityUrl), MARKS_EVERY_MS: '100', RECONCILE_EVERY_MS: '300', ...more };
  const config = loadConfig(configSchema, variables);
  return startService({ name: 'catalogue', config, start: catalogue, indexes: catalogueIndexes });
};

/** The service in process on free ports, other services played by a publisher, people with real tokens. */
export const startWorld = async (
  options: { readonly reroute?: (mongoUrl: string) => Promise<string>; readonly logLevel?: string } = {},
) => {
  const { reroute = async (url) => url, logLevel = 'error' } = options;
  const names = await freshNames('catalogue');
  const keys = await tokens();
  const service = await startCatalogue({ ...names, mongoUrl: await reroute(names.mongoUrl) }, keys, { LOG_LEVEL: logLevel });
  const events = await capture(names, ['catalogue.events']);
  const others = await publisher(names);
  const call = caller(service.url);
  const person = (accountId: string, ...memberships: TestMembership[]) => keys.user({ accountId, memberships });
  const operator = keys.user({ accountId: 'acc_operator', roles: ['operator'] });
  const profile = (sellerId: string) => ({
    sellerId,
    agencyId: 'agy_any',
    name: 'Koperasi Cijaku Manis',
    regency: '36.02',
    level: 'L2' as const,
    deliveryMethods: [{ method: 'courier' as const, priceRupiah: 15_000 }],
  });

  return {
    names,
    keys,
    service,
    events,
    others,
    call,
    person,
    operator,
    profile,
    clock,
    staff: (sellerId: string, accountId = `acc_of_${sellerId}`) =>
      person(accountId, { organisationId: sellerId, kind: 'seller', role: 'seller_staff' }),
    curator: (agencyId: string, ...more: TestMembership[]) =>
      person(`acc_curator_${agencyId}`, { organisationId: agencyId, kind: 'agency', role: 'curator' }, ...more),
    /** Another curator of the agency. */
    secondCurator: (agencyId: string) => person('acc_second-curator', { organisationId: agencyId, kind: 'agency', role: 'curator' }),
    decisionsOn: async (subjectId: string): Promise<any[]> => {
      const token = keys.service({ service: 'identity', audience: 'catalogue', scope: 'internal:decisions.read' });
      const answer = await caller(service.internalUrl)(`GET /internal/decisions?limit=50&subjectId=${subjectId}`, { token });
      return answer.body.items;
    },
    verifiedSeller: async (sequence = 2): Promise<string> => {
      const sellerId = newId('sel');
      await others.publish(sellerVerifiedV1.from({ subject: sellerId, time: new Date(), data: profile(sellerId) }), { sequence });
      return sellerId;
    },
    stop: async () => {
      await service.stop();
      await Promise.all([events.stop(), others.stop(), keys.stop()]);
      await names.drop();
    },
  };
};

export type World = Awaited<ReturnType<typeof startWorld>>;
