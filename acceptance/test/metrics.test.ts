import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually.ts';
import { gatewayUrl } from './support/http.ts';
import { newBuyer, sellerOf } from './support/people.ts';
import { awaitingPayment, paid } from './support/shopping.ts';

/** Born with the first fault of their kind; a run in which nothing goes wrong has none of them. */
const UNBORN_WITHOUT_FAULTS = [
  'catalogue_reconciled_total',
  'gateway_cache_shared_failures_total',
  'http_client_breaker_open',
  'payment_amount_mismatches_total',
  'payment_provider_overdue_total',
  'wadah_consumer_outages_total',
  'wadah_dead_letters_total',
  'wadah_journal_conflicts_total',
  'wadah_outbox_set_aside_total',
];

const SERVICES = ['gateway', 'identity', 'seller', 'catalogue', 'order', 'payment', 'notification'];

const root = join(__dirname, '..', '..');
const ports = JSON.parse(readFileSync(join(root, 'infra/local/ports.json'), 'utf8')) as Readonly<Record<string, number>>;

const metricsOf = async (service: string): Promise<string> => {
  const { hostname, port } = new URL(gatewayUrl());
  const offset = Number(port) - ports['gateway']!;
  const response = await fetch(`http://${hostname}:${ports[`${service}Internal`]! + offset}/metrics`, {
    signal: AbortSignal.timeout(10_000),
  });
  expect(response.status).toBe(200);
  return response.text();
};

const namesIn = (exposed: string): readonly string[] => exposed.split('\n').flatMap((line) => /^[a-z]\w*/.exec(line) ?? []);

const sumOf = (exposed: string, start: RegExp): number =>
  exposed
    .split('\n')
    .filter((line) => start.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);

/** Every name of ours has an underscore and no label has one; a function is followed by its bracket. `up` is Prometheus’s own. */
const namesOfAlerts = (): readonly string[] => {
  const folder = join(root, 'infra/prometheus/rules');
  const words = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/expr:(.*?)\n\s+(?:for|labels):/gs)].flatMap(([, expression = '']) => [
      ...expression.replace(/"[^"]*"/g, '').matchAll(/\b[a-z][a-z\d]*(?:_[a-z\d]+)+\b(?!\s*\()/g),
    ]),
  );
  return [...new Set(words.map(([word]) => word))].sort();
};

test('what an alert watches is born once somebody has bought something, but for what only a fault brings', async () => {
  const watched = namesOfAlerts();
  expect(watched).toEqual(expect.arrayContaining(UNBORN_WITHOUT_FAULTS));
  const { sellerId } = await sellerOf('seller-01@wadah.test');
  const { token } = await newBuyer();
  const order = await awaitingPayment(token, [{ sellerId, sku: 'GULA-SEMUT-500G', quantity: 1 }]);
  await paid(token, order);

  const missing = async (): Promise<readonly string[]> => {
    const born = new Set((await Promise.all(SERVICES.map(metricsOf))).flatMap(namesIn));
    return watched.filter((name) => !born.has(name) && !UNBORN_WITHOUT_FAULTS.includes(name));
  };
  // Lag and backlog are measured every second or so; the comparison says which name never came.
  await eventually('every watched metric', async () => (await missing()).length === 0).catch(() => undefined);
  expect(await missing()).toEqual([]);
});

test('a purchase is counted by the route that took it, by the relay and by the consumers', async () => {
  const { sellerId } = await sellerOf('seller-01@wadah.test');
  const { token } = await newBuyer();
  const count = async () => {
    const [gateway, order, payment] = await Promise.all(['gateway', 'order', 'payment'].map(metricsOf));
    return [
      sumOf(gateway!, /^http_request_seconds_count\{(?=.*method="POST")(?=.*route="\/v1\/orders")/),
      sumOf(order!, /^wadah_events_published_total\{.*type="order\./),
      sumOf(payment!, /^wadah_event_handling_seconds_count\{/),
    ];
  };
  const before = await count();
  await paid(token, await awaitingPayment(token, [{ sellerId, sku: 'GULA-SEMUT-500G', quantity: 1 }]));
  await eventually('the purchase in the metrics', async () => (await count()).every((value, index) => value > before[index]!));
});
