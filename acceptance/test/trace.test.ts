import { keptTraceId, startCollector, type Spanned } from './support/collector.ts';
import { eventually } from './support/eventually.ts';
import { must } from './support/http.ts';
import { newBuyer, sellerOf } from './support/people.ts';
import { cartWith, orderBecomes, orderBody, paid } from './support/shopping.ts';

const ROOT_SPAN = 'b7ad6b7169203331';

let collector: Awaited<ReturnType<typeof startCollector>>;

beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.stop());

const named = (spans: readonly Spanned[], service: string) => spans.filter((span) => span.service === service).map(({ name }) => name);

test('one trace follows a purchase through every service and every topic, without a gap', async () => {
  const { sellerId } = await sellerOf('seller-01@wadah.test');
  const { token } = await newBuyer();
  const wishes = [{ sellerId, sku: 'GULA-SEMUT-500G', quantity: 1 }];
  const traceId = keptTraceId();
  const placed = await must('POST /v1/orders', {
    token,
    headers: { 'idempotency-key': crypto.randomUUID(), traceparent: `00-${traceId}-${ROOT_SPAN}-00` },
    body: orderBody(await cartWith(token, wishes), wishes),
  });
  const order = await orderBecomes(token, placed.orderId, ({ status }) => status === 'awaiting_payment', 'awaiting payment');
  await paid(token, order);

  const told = (service: string, name: RegExp) => named(collector.of(traceId), service).some((one) => name.test(one));
  await eventually('the spans of every service', async () =>
    [
      told('gateway', /^POST \/v1\/orders$/),
      told('order', /^POST \/v1\/orders$/),
      told('order', /^order\.events send$/),
      told('catalogue', /order\.placed.* process$/),
      told('catalogue', /^catalogue\.events send$/),
      told('payment', /order\.confirmed.* process$/),
      told('payment', /^payment\.events send$/),
      told('order', /payment\.captured.* process$/),
      told('catalogue', /order\.paid.* process$/),
      told('notification', / process$/),
    ].every(Boolean),
  ).catch((error: unknown) => {
    throw new Error(JSON.stringify(collector.of(traceId).map(({ service, name }) => `${service}: ${name}`)), { cause: error });
  });

  const spans = collector.of(traceId);
  const ids = new Set([ROOT_SPAN, ...spans.map(({ spanId }) => spanId)]);
  expect(spans.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? '')).map(({ service, name }) => `${service}: ${name}`)).toEqual([]);
}, 60_000);
