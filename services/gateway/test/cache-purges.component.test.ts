import { listingChangedV1, sellerSuspendedV1, stockAdjustedV1, stockRepricedV1 } from '@wadah/contracts';
import { eventually, publisher, type Publisher } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { get, metric, publicHeaders as headers, publicPage, unlimited, type PublicPage } from './support/public-page.ts';
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

let page: PublicPage;
let path = '';
let listingId = '';
beforeEach(() => {
  page = publicPage(parts);
  ({ path, listingId } = page);
});

const heard = (gateway: StartedGateway) =>
  eventually('the gateway hears events', async () => (await gateway.ready()).checks['consumers'] === 'up');

test('a price change is seen in every gateway within a second', async () => {
  const gateways = await Promise.all([unlimited(parts), unlimited(parts)]);
  await Promise.all(gateways.map(heard));
  for (const gateway of gateways) expect((await get(gateway, path)).body.priceRupiah).toBe(32_000);
  page.priceRupiah = 34_000;
  await events.publish(stockRepricedV1.from({ subject: 'var_1', time: new Date(), data: { ...stockRepricedV1.example, listingId } }), {
    sequence: page.number,
  });
  await Promise.all(
    gateways.map((gateway) =>
      eventually('the new price', async () => (await get(gateway, path)).body.priceRupiah === 34_000, { timeoutMs: 1_000 }),
    ),
  );
});

test('a purge told twice, or in another order, drops pages and harms nothing', async () => {
  const gateway = await unlimited(parts);
  await heard(gateway);
  const at = new Date();
  const changed = listingChangedV1.from({ subject: listingId, time: at, data: { ...listingChangedV1.example, listingId } });
  const adjusted = stockAdjustedV1.from({ subject: 'var_9', time: at, data: { ...stockAdjustedV1.example, listingId } });
  await get(gateway, path);
  page.priceRupiah = 35_000;
  const id = await events.publish(changed, { sequence: 2 });
  await events.publish(changed, { sequence: 2, id });
  await events.publish(adjusted, { sequence: 2 });
  await events.publish(adjusted, { sequence: 1 });
  await eventually('the new page', async () => (await get(gateway, path)).body.priceRupiah === 35_000, { timeoutMs: 2_000 });
});

test('what changes a seller drops the pages of its store and of every listing', async () => {
  const gateway = await unlimited(parts);
  await heard(gateway);
  await get(gateway, path);
  await get(gateway, `/v1/listings?limit=${page.number}`);
  page.priceRupiah = 36_000;
  await events.publish(
    sellerSuspendedV1.from({
      subject: `sel_${page.number}`,
      time: new Date(),
      data: { sellerId: `sel_${page.number}`, agencyId: 'agy_1' },
    }),
    {
      sequence: 1,
    },
  );
  for (const one of [path, `/v1/listings?limit=${page.number}`])
    await eventually('the new page', async () => (await get(gateway, one)).body.priceRupiah === 36_000, { timeoutMs: 2_000 });
});

test('what a catalogue that lags says of a suspended seller lives a moment, and stands in for nobody', async () => {
  const gateway = await unlimited(parts);
  await heard(gateway);
  await get(gateway, path);
  const suspendedAt = Date.now();
  await events.publish(sellerSuspendedV1.from({ subject: 'sel_lag', time: new Date(), data: { sellerId: 'sel_lag', agencyId: 'agy_1' } }), {
    sequence: 1,
  });
  const isHot = async (): Promise<boolean> => (await get(gateway, path)).headers['cache-status']?.includes('hit') === true;
  // Well after the second in which every purged page settles.
  await eventually('the purge, and two seconds', async () => {
    await isHot();
    return (await metric(gateway, /gateway_cache_purges_total\{[^}]*\} (\d+)/)) > 0 && Date.now() - suspendedAt > 2_000;
  });
  await get(gateway, path);
  await parts.catalogue.stop();
  await eventually('no page is left to show', async () => (await get(gateway, path)).status === 503, { timeoutMs: 1_000 });
  await parts.catalogue.start();
});

test('a page that was asked for before a purge and comes after it is kept nowhere', async () => {
  const [one, two] = await Promise.all([unlimited(parts), unlimited(parts)]);
  await Promise.all([heard(one), heard(two)]);
  let release = (): void => undefined;
  parts.catalogue.answer((_request, response) => {
    const old = JSON.stringify({ priceRupiah: page.priceRupiah });
    release = () => response.writeHead(200, headers).end(old);
  });
  const slow = get(one, path);
  await eventually('catalogue is asked', () => parts.catalogue.seen.length > 0);
  page.priceRupiah = 37_000;
  parts.catalogue.answer(page.answer);
  await events.publish(listingChangedV1.from({ subject: listingId, time: new Date(), data: { ...listingChangedV1.example, listingId } }), {
    sequence: 1,
  });
  for (const gateway of [one, two])
    await eventually('the purge is heard', async () => (await metric(gateway, /gateway_cache_purges_total\{[^}]*\} (\d+)/)) > 0);
  release();
  expect((await slow).body.priceRupiah).toBe(32_000);
  for (const gateway of [one, two]) expect((await get(gateway, path)).body.priceRupiah).toBe(37_000);
});
