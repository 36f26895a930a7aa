import type { RequestListener } from 'node:http';
import { listingChangedV1, sellerSuspendedV1, stockAdjustedV1, stockRepricedV1 } from '@wadah/contracts';
import { eventually, publisher, type Publisher } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { ask, type Answer } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
let events: Publisher;
beforeAll(async () => {
  parts = await testGateway();
  events = await publisher(parts.names);
});
afterAll(async () => {
  await events.stop();
  await parts.stop();
});

let price = 32_000;
let served = 0;
const headers: Record<string, string> = { 'content-type': 'application/json', 'cache-control': 'public, max-age=5' };

/** A page as catalogue makes it: public, with a tag that follows the price. */
const page: RequestListener = (request, response) => {
  const etag = `"${price}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { ...headers, etag }).end();
  else response.writeHead(200, { ...headers, etag }).end(JSON.stringify({ priceRupiah: price, call: (served += 1) }));
};

/** Every test has pages of its own, for they outlive it. */
let count = 0;
let path = '';
let listingId = '';
beforeEach(() => {
  count += 1;
  listingId = `lst_0198c5a0-0000-7000-8000-${String(count).padStart(12, '0')}`;
  path = `/v1/listings/${listingId}`;
  price = 32_000;
  parts.catalogue.answer(page);
  parts.catalogue.seen.length = 0;
});

const heard = (gateway: StartedGateway) =>
  eventually('the gateway hears events', async () => (await gateway.ready()).checks['consumers'] === 'up');
const start = (change: Readonly<Record<string, string>> = {}) =>
  parts.start({ LIMIT_DEFAULT_PER_MINUTE: '100000', LIMIT_SEARCH_PER_MINUTE: '100000', ...change });
const get = (gateway: StartedGateway, at: string, sent: Record<string, string> = {}): Promise<Answer> =>
  ask(gateway.url, at, { headers: sent });
const metric = async (gateway: StartedGateway, line: RegExp) =>
  Number(line.exec((await ask(gateway.internalUrl, '/metrics')).text)?.[1] ?? 0);

test('a price change is seen in every gateway within a second', async () => {
  const gateways = await Promise.all([start(), start()]);
  await Promise.all(gateways.map(heard));
  for (const gateway of gateways) expect((await get(gateway, path)).body.priceRupiah).toBe(32_000);
  price = 34_000;
  await events.publish(stockRepricedV1.from({ subject: 'var_1', time: new Date(), data: { ...stockRepricedV1.example, listingId } }), {
    sequence: count,
  });
  await Promise.all(
    gateways.map((gateway) =>
      eventually('the new price', async () => (await get(gateway, path)).body.priceRupiah === 34_000, { timeoutMs: 1_000 }),
    ),
  );
});

test('a purge told twice, or in another order, drops pages and harms nothing', async () => {
  const gateway = await start();
  await heard(gateway);
  const at = new Date();
  const changed = listingChangedV1.from({ subject: listingId, time: at, data: { ...listingChangedV1.example, listingId } });
  const adjusted = stockAdjustedV1.from({ subject: 'var_9', time: at, data: { ...stockAdjustedV1.example, listingId } });
  await get(gateway, path);
  price = 35_000;
  const id = await events.publish(changed, { sequence: 2 });
  await events.publish(changed, { sequence: 2, id });
  await events.publish(adjusted, { sequence: 2 });
  await events.publish(adjusted, { sequence: 1 });
  await eventually('the new page', async () => (await get(gateway, path)).body.priceRupiah === 35_000, { timeoutMs: 2_000 });
});

test('what changes a seller drops the pages of its store and of every listing', async () => {
  const gateway = await start();
  await heard(gateway);
  await get(gateway, path);
  await get(gateway, `/v1/listings?limit=${count}`);
  price = 36_000;
  await events.publish(
    sellerSuspendedV1.from({ subject: `sel_${count}`, time: new Date(), data: { sellerId: `sel_${count}`, agencyId: 'agy_1' } }),
    {
      sequence: 1,
    },
  );
  for (const one of [path, `/v1/listings?limit=${count}`])
    await eventually('the new page', async () => (await get(gateway, one)).body.priceRupiah === 36_000, { timeoutMs: 2_000 });
});

test('a page that was asked for before a purge and comes after it is kept nowhere', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  await Promise.all([heard(one), heard(two)]);
  let release = (): void => undefined;
  parts.catalogue.answer((_request, response) => {
    const old = JSON.stringify({ priceRupiah: price });
    release = () => response.writeHead(200, headers).end(old);
  });
  const slow = get(one, path);
  await eventually('catalogue is asked', () => parts.catalogue.seen.length > 0);
  price = 37_000;
  parts.catalogue.answer(page);
  await events.publish(listingChangedV1.from({ subject: listingId, time: new Date(), data: { ...listingChangedV1.example, listingId } }), {
    sequence: 1,
  });
  for (const gateway of [one, two])
    await eventually('the purge is heard', async () => (await metric(gateway, /gateway_cache_purges_total\{[^}]*\} (\d+)/)) > 0);
  release();
  expect((await slow).body.priceRupiah).toBe(32_000);
  for (const gateway of [one, two]) expect((await get(gateway, path)).body.priceRupiah).toBe(37_000);
});
