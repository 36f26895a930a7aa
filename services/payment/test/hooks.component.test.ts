import { createHash } from 'node:crypto';
import { eventually } from '@wadah/testing';
import { signingKey } from './support/sandbox.ts';
import { newOrder, openPayment, openSuite, type Suite, type TestOrder } from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
}, 60_000);
afterAll(() => suite.end());

const hookOf = (chargeId: string, key = signingKey, transaction_status = 'settlement') => {
  const signed = { order_id: chargeId, status_code: '200', gross_amount: '100000.00' };
  const signature_key = createHash('sha512').update(`${chargeId}200100000.00${key}`).digest('hex');
  return { ...signed, signature_key, transaction_status };
};

const send = async (body: unknown, provider = 'midtrans') => {
  const answer = await fetch(`${suite.service.url}/v1/hooks/payments/${provider}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

const statusCalls = async (): Promise<number> => {
  const text = await (await fetch(`${suite.service.internalUrl}/metrics`)).text();
  const lines = text.split('\n').filter((line) => /http_client_seconds_count\{.*operation="status"/.test(line));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
};

const document = ({ paymentId }: TestOrder) => suite.service.chassis.mongo.collection('payments').findOne({ _id: paymentId });

test('a forged signature is 401 before any look-up, and nothing changes', async () => {
  const order = newOrder();
  await openPayment(suite, order);
  const written = async () => {
    const stored = await document(order);
    return [stored?.['version'], stored?.['state']];
  };
  const before = await written();
  expect(await send(hookOf(order.paymentId, 'another-key'))).toMatchObject({ status: 401, body: { code: 'hook-signature-wrong' } });
  expect(await send({ ...hookOf(order.paymentId), signature_key: 'zz' })).toMatchObject({ status: 401 });
  expect(await send(hookOf('pay_unknown', 'another-key'))).toMatchObject({ status: 401 });
  expect(await written()).toEqual(before);
});

test('an unknown payment, a later attempt and an unknown provider are 404', async () => {
  const order = newOrder();
  await openPayment(suite, order);
  expect(await send(hookOf('pay_unknown'))).toMatchObject({ status: 404, body: { code: 'payment-not-found' } });
  expect(await send(hookOf(`${order.paymentId}-2`))).toMatchObject({ status: 404 });
  expect(await send(hookOf(order.paymentId), 'somebody')).toMatchObject({ status: 404, body: { code: 'provider-not-found' } });
});

test('bad bodies are 400 with the path of each fault, and large ones 413', async () => {
  expect(await send({ ...hookOf('pay_1'), order_id: { $gt: '' } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'body.order_id' }] },
  });
  expect(await send('{"order_id":')).toMatchObject({ status: 400 });
  expect(await send({ ...hookOf('pay_1'), filler: 'x'.repeat(65 * 1024) })).toMatchObject({ status: 413 });
});

test('a rightly signed hook that lies about the state changes nothing: the provider is asked', async () => {
  const order = newOrder();
  await openPayment(suite, order);
  const before = await statusCalls();
  expect(await send(hookOf(order.paymentId))).toMatchObject({ status: 200 });
  await eventually('asked', async () => (await statusCalls()) > before);
  expect((await document(order))?.['state']).toMatchObject({ status: 'awaiting' });
});

test('a hook that comes three times captures once, and one after that is answered without asking', async () => {
  const order = newOrder();
  const { qrString } = await openPayment(suite, order);
  await suite.sandbox.payQris(String(qrString));
  await Promise.all([1, 2, 3].map(() => send(hookOf(order.paymentId))));
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
  await eventually('settled', async () => (await document(order))?.['dueAt'] === undefined);
  const before = await statusCalls();
  expect(await send(hookOf(order.paymentId))).toMatchObject({ status: 200 });
  expect(await statusCalls()).toBe(before);
  expect(suite.events.of('payment.captured.v1', order.paymentId)).toHaveLength(1);
});

test('a hook that comes too early is asked about once more when its second is over', async () => {
  const order = newOrder();
  const { qrString } = await openPayment(suite, order);
  await suite.sandbox.switches(order.paymentId, { hooks: 'never' });
  const before = await statusCalls();
  await send(hookOf(order.paymentId));
  await send(hookOf(order.paymentId));
  await eventually('asked at once', async () => (await statusCalls()) > before);
  await suite.sandbox.payQris(String(qrString));
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
});

test.each(['twice', 'wrong_signature', 'false_state', 'out_of_order', 'late'])(
  'a paid payment is captured once when its hooks are %s',
  async (mode) => {
    const order = newOrder();
    await suite.sandbox.switches(order.paymentId, { hooks: mode === 'late' ? { mode, delayMs: 300 } : mode });
    const { qrString } = await openPayment(suite, order);
    await suite.sandbox.payQris(String(qrString));
    suite.advance(16);
    await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
    expect(suite.events.of('payment.captured.v1', order.paymentId)).toHaveLength(1);
  },
);

test('a payment whose hook never comes is asked for at five seconds', async () => {
  const order = newOrder();
  await suite.sandbox.switches(order.paymentId, { hooks: 'never' });
  const { qrString } = await openPayment(suite, order);
  await suite.sandbox.payQris(String(qrString));
  expect(suite.events.of('payment.captured.v1', order.paymentId)).toHaveLength(0);
  suite.advance(5);
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
});
