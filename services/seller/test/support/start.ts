import { loadConfig, startService } from '@wadah/service';
import { capture, freshNames, publisher, serviceVariables, tokens, type TestMembership } from '@wadah/testing';
import { agencyCreatedV1 } from '@wadah/contracts';
import { sellerIndexes } from '../../src/adapters/mongo/seller.index.ts';
import { sellerConfig } from '../../src/config.ts';
import { sellerService } from '../../src/seller-service.ts';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any };

export type Call = { readonly token?: string; readonly body?: unknown; readonly ifMatch?: string; readonly key?: string };

/** The service in process on free ports, with a Kafka, MongoDB and Redis of its own names, and people with real tokens. */
export const startSeller = async () => {
  const names = await freshNames('seller');
  const keys = await tokens();
  const config = loadConfig(sellerConfig, serviceVariables(names, keys.identityUrl));
  const service = await startService({ ...sellerService(config), indexes: sellerIndexes });
  const events = await capture(names, ['seller.events']);
  const world = await publisher(names);

  const call = async (operation: string, options: Call = {}, base = service.url): Promise<Answer> => {
    const [method = 'GET', path = '/'] = operation.split(' ');
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
        ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };

  const person = (accountId: string, ...memberships: TestMembership[]): string => keys.user({ accountId, memberships });
  const createAgency = (agencyId: string) =>
    world.publish(
      agencyCreatedV1.from({ subject: agencyId, time: new Date(), data: { agencyId, code: agencyId, name: `Dinas ${agencyId}` } }),
    );

  return {
    names,
    keys,
    service,
    events,
    world,
    call,
    person,
    createAgency,
    owner: (accountId: string, sellerId: string) => person(accountId, { organisationId: sellerId, kind: 'seller', role: 'seller_owner' }),
    staff: (accountId: string, sellerId: string) => person(accountId, { organisationId: sellerId, kind: 'seller', role: 'seller_staff' }),
    /** An owner who has just given the password again. */
    confirmedOwner: (accountId: string, sellerId: string) =>
      keys.user({ accountId, memberships: [{ organisationId: sellerId, kind: 'seller', role: 'seller_owner' }], confirmedAt: new Date() }),
    curator: (agencyId: string, accountId = `acc_curator_${agencyId}`) =>
      person(accountId, { organisationId: agencyId, kind: 'agency', role: 'curator' }),
    auditor: keys.user({ accountId: 'acc_auditor', roles: ['auditor'] }),
    decisionsOn: async (subjectId: string): Promise<Answer['body'][]> => {
      const token = keys.service({ service: 'identity', audience: 'seller', scope: 'internal:decisions.read' });
      return (await call(`GET /internal/decisions?limit=50&subjectId=${subjectId}`, { token }, service.internalUrl)).body.items;
    },
    operator: keys.user({ accountId: 'acc_operator', roles: ['operator'] }),
    stop: async () => {
      await service.stop();
      await Promise.all([events.stop(), world.stop(), keys.stop()]);
      await names.drop();
    },
  };
};

export type World = Awaited<ReturnType<typeof startSeller>>;
