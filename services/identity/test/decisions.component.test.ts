import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { eventually } from '@wadah/testing';
import { actors, startIdentity, type Identity } from './support/identity.ts';
import { staff, type Entered } from './support/staff.ts';

type Row = { readonly decisionId: string; readonly at: string; readonly subjectId: string; readonly actorId: string };

let identity: Identity;
let operator: Entered;
let rows: readonly Row[] = [];
let isDown = false;
const asked: { readonly audience: unknown; readonly scope: unknown; readonly query: URLSearchParams }[] = [];
const { call, join } = actors(() => identity);
const { firstOperator, enter } = staff(() => identity);

/** Stands in for seller, catalogue and order: each answers its third of the rows. */
const upstream = async (nth: number): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer((request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://upstream');
    const claims = jwt.decode(String(request.headers.authorization).replace('Bearer ', '')) as Record<string, unknown>;
    asked.push({ audience: claims['aud'], scope: claims['scope'], query });
    const beforeAt = query.get('beforeAt') ?? '9';
    const items = rows
      .filter(
        (row, index) => index % 5 === nth && (row.at < beforeAt || (row.at === beforeAt && row.decisionId < String(query.get('beforeId')))),
      )
      .slice(0, Number(query.get('limit')))
      .map((row) => ({ ...row, action: 'seller_verified', actorRole: 'curator', reason: '', before: {}, after: {} }));
    response.writeHead(isDown ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

let upstreams: Awaited<ReturnType<typeof upstream>>[];

beforeAll(async () => {
  upstreams = await Promise.all([0, 1, 2, 3, 4].map(upstream));
  const [seller, catalogue, order, payment, notification] = upstreams.map(({ url }) => url);
  identity = await startIdentity({
    SELLER_INTERNAL_URL: String(seller),
    CATALOGUE_INTERNAL_URL: String(catalogue),
    ORDER_INTERNAL_URL: String(order),
    PAYMENT_INTERNAL_URL: String(payment),
    NOTIFICATION_INTERNAL_URL: String(notification),
  });
  operator = await firstOperator();
});

afterAll(async () => {
  await identity.stop();
  for (const { server } of upstreams) {
    server.closeAllConnections();
    server.close();
  }
});

const read = async (by: Entered, query = '') => {
  const answer = await call(`GET /v1/decisions${query}`, { token: by.accessToken });
  return {
    status: answer.status,
    items: (answer.body['items'] ?? []) as unknown as readonly Row[],
    next: answer.body['nextCursor'] as unknown,
  };
};

test('operator and auditor read the decisions of all services, newest first and page by page, nobody else does', async () => {
  const auditor = await enter(operator, 'auditor');
  rows = Array.from({ length: 9 }, (_, n) => ({
    decisionId: `dec_${9 - n}`,
    at: `2020-01-01T00:00:0${Math.floor((8 - n) / 2)}.000Z`,
    subjectId: 'sel_1',
    actorId: 'acc_1',
  }));
  await eventually('the invitation of the auditor is kept', async () => (await read(auditor)).items.length === 10);
  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 4; page += 1) {
    const { items, next } = await read(auditor, `?limit=3${cursor}`);
    seen.push(...items.map(({ decisionId }) => decisionId));
    cursor = `&cursor=${encodeURIComponent(String(next))}`;
    expect(next === null).toBe(page === 3);
  }
  expect(seen.slice(1)).toEqual(rows.map(({ decisionId }) => decisionId));
  expect((await read(await join())).status).toBe(403);
});

test('each service is asked by a token for it alone, with what was asked for', async () => {
  asked.length = 0;
  expect((await read(operator, '?subjectId=sel_7&actorId=acc_7&from=2026-01-01T00:00:00Z')).items).toHaveLength(9);
  expect(asked.map(({ audience, scope }) => [audience, scope]).sort()).toEqual(
    ['catalogue', 'notification', 'order', 'payment', 'seller'].map((audience) => [audience, 'internal:decisions.read']),
  );
  for (const { query } of asked) {
    expect([query.get('subjectId'), query.get('actorId'), query.get('from')]).toEqual(['sel_7', 'acc_7', '2026-01-01T00:00:00.000Z']);
  }
});

test('where one service does not answer, none of it is shown', async () => {
  isDown = true;
  expect((await read(operator)).status).toBe(503);
  isDown = false;
});
