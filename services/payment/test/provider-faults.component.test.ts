import { orderCancelledV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import {
  confirmed,
  endedData,
  newOrder,
  openPayment,
  openSuite,
  paidPayment,
  sellerCancelled,
  type Suite,
  type TestOrder,
} from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
}, 60_000);
afterAll(() => suite.end());

const stateOf = async ({ paymentId }: TestOrder): Promise<Record<string, unknown>> => {
  const document = await suite.service.chassis.mongo.collection('payments').findOne({ _id: paymentId });
  return (document?.['state'] ?? {}) as Record<string, unknown>;
};

const begin = async (order: TestOrder, method: string, switches: object) => {
  await suite.sandbox.switches(order.paymentId, switches);
  await suite.publisher.publish(confirmed(order, method));
};

/** The breaker may be open after so many faults, so a try may have to be repeated. */
const asTimePasses = (order: TestOrder, status: string) => async (): Promise<boolean> => {
  suite.advance(16);
  return (await stateOf(order))['status'] === status;
};

test.each([
  ['500', { mode: 'http_500', applied: true }],
  ['HTML', { mode: 'html', applied: true }],
  ['an error dressed as 200', { mode: 'error_body_200', applied: true }],
])('a virtual account whose charge was answered with %s is found again by its status, not charged twice', async (_rule, charge) => {
  const order = newOrder();
  await begin(order, 'va_bca', { answers: { charge } });
  await eventually('charged there', () => suite.sandbox.payment(order.paymentId));
  expect(await stateOf(order)).toMatchObject({ status: 'charging' });
  suite.advance(16);
  const [requested] = await suite.events.waitFor('payment.requested.v1', { subject: order.paymentId });
  expect(requested?.data['vaNumber']).toMatch(/^\d+$/);
  expect(await stateOf(order)).toMatchObject({ status: 'awaiting', attempt: 1 });
});

test('a QR code whose charge lost its answer is taken back, and another made in its place', async () => {
  const order = newOrder();
  await begin(order, 'qris', { answers: { charge: { mode: 'http_500', applied: true } } });
  await eventually('charged there', () => suite.sandbox.payment(order.paymentId));
  suite.advance(16);
  const [requested] = await suite.events.waitFor('payment.requested.v1', { subject: order.paymentId });
  expect(await stateOf(order)).toMatchObject({ status: 'awaiting', attempt: 2 });
  await suite.sandbox.payQris(String(requested?.data['qrString']));
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
});

test('a charge that had no effect is made again', async () => {
  const order = newOrder();
  await begin(order, 'va_banten', { answers: { charge: { mode: 'http_500', applied: false } } });
  await eventually('tried', async () => (await stateOf(order))['status'] === 'charging');
  await suite.sandbox.switches(order.paymentId, {});
  await eventually('the buyer may pay', asTimePasses(order, 'awaiting'), { everyMs: 300 });
});

test('a charge that the provider refuses fails the payment and tells the order', async () => {
  const order = { ...newOrder(), totalRupiah: 20_000_000 };
  const parts = [{ ...order.parts[0], goodsRupiah: 19_964_000 }, order.parts[1]] as const;
  // QRIS takes at most ten million rupiah.
  await suite.publisher.publish(confirmed({ ...order, parts }));
  const [failed] = await suite.events.waitFor('payment.failed.v1', { subject: order.paymentId });
  expect(failed?.data).toMatchObject({ reason: 'provider_refused' });
});

test('a service killed between the charge and its mark finds the charge again and asks the buyer once', async () => {
  const order = newOrder();
  await begin(order, 'va_bri', { answers: { charge: { mode: 'slow', delayMs: 3_000 } } });
  await eventually('charged there', () => suite.sandbox.payment(order.paymentId));
  await suite.crashAndRestart();
  suite.advance(16);
  await suite.events.waitFor('payment.requested.v1', { subject: order.paymentId });
  expect(suite.events.of('payment.requested.v1', order.paymentId)).toHaveLength(1);
});

test('a charge in flight while its order is cancelled is taken back when it arrives', async () => {
  const order = newOrder();
  await begin(order, 'qris', { answers: { charge: { mode: 'slow', delayMs: 500 } } });
  await eventually('charging', async () => (await stateOf(order))['status'] === 'charging');
  const cancelled = { ...endedData(order), reason: 'no_instructions' as const };
  await suite.publisher.publish(orderCancelledV1.from({ subject: order.orderId, time: new Date(), data: cancelled }), { sequence: 2 });
  await eventually(
    'taken back there',
    async () =>
      (await suite.sandbox.payment(order.paymentId))?.['state'] === 'cancelled' ||
      JSON.stringify(await suite.sandbox.payment(order.paymentId)).includes('cancel'),
  );
  suite.advance(80);
  await eventually('voided', async () => (await stateOf(order))['status'] === 'voided');
  expect(suite.events.of('payment.requested.v1', order.paymentId)).toHaveLength(0);
});

test('a provider that is silent about charges is still asked about paid ones', async () => {
  const paid = newOrder();
  const { qrString } = await openPayment(suite, paid);
  const broken = Array.from({ length: 8 }, () => newOrder());
  await Promise.all(broken.map((order) => begin(order, 'qris', { answers: { charge: { mode: 'http_500', applied: false } } })));
  await eventually('all tried', async () => (await Promise.all(broken.map(stateOf))).every(({ status }) => status === 'charging'));
  await suite.sandbox.payQris(String(qrString));
  await suite.events.waitFor('payment.captured.v1', { subject: paid.paymentId });
  await Promise.all(broken.map((order) => suite.sandbox.switches(order.paymentId, {})));
  suite.advance(20);
  await eventually(
    'the breaker lets charges through again',
    async () => {
      suite.advance(20);
      return (await Promise.all(broken.map(stateOf))).every(({ status }) => status === 'awaiting');
    },
    { everyMs: 500, timeoutMs: 20_000 },
  );
}, 40_000);

test('a status that is not answered leaves the payment as it is and is asked for again', async () => {
  const order = newOrder();
  await suite.sandbox.switches(order.paymentId, { hooks: 'never', answers: { status: 'html' } });
  const { qrString } = await openPayment(suite, order);
  await suite.sandbox.payQris(String(qrString));
  suite.advance(6);
  await eventually('asked in vain', async () => Number((await stateOf(order))['asks']) >= 1);
  await suite.sandbox.switches(order.paymentId, { hooks: 'never' });
  suite.advance(60);
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
});

test('a refund whose answer was lost is asked for under its key and paid once', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  await suite.sandbox.switches(order.paymentId, { answers: { refund: { mode: 'http_500', applied: true } } });
  await suite.publisher.publish(sellerCancelled(order, order.parts[0]), { sequence: 3 });
  await suite.events.waitFor('refund.processing.v1', { subject: order.paymentId });
  await eventually('paid there', async () => JSON.stringify(await suite.sandbox.payment(order.paymentId)).includes('-1'));
  suite.advance(30);
  const [done] = await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(done?.data).toMatchObject({ amountRupiah: 79_000 });
  expect(suite.events.of('refund.processing.v1', order.paymentId)).toHaveLength(1);
});

test('a refund that the provider rejects waits for the buyer’s account', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  await suite.sandbox.switches(order.paymentId, { refund: { mode: 'rejected' } });
  await suite.publisher.publish(sellerCancelled(order, order.parts[1]), { sequence: 3 });
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId });
});
