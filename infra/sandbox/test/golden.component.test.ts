import { chargeQris, chargeVirtualAccount, paidQris, qrisCharge, virtualAccountCharge } from './support/charges.ts';
import { eventually } from './support/eventually.ts';
import { golden, shapeOf } from './support/golden.ts';
import { startReceiver, type Receiver } from './support/receiver.ts';
import { startTestSandbox, type Answer, type TestSandbox } from './support/sandbox.ts';

let provider: TestSandbox;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  provider = await startTestSandbox({ notificationUrl: receiver.url });
});
afterAll(async () => {
  await provider.sandbox.stop();
  await receiver.stop();
});

const qris = 'pay_qris_golden_01';
const account = 'pay_va_golden_01';

// The golden bodies name fixed orders; every test takes an order of its own and gives it the golden name before comparing.
const named = (body: Record<string, unknown>, orderId: string): Record<string, unknown> => ({ ...body, order_id: orderId });

const expectGolden = (answer: Answer, name: string, orderId?: string): void => {
  const body = orderId === undefined ? answer.body : named(answer.body, orderId);
  expect(shapeOf(body)).toEqual(shapeOf(golden(name)));
};

const fresh = (body: Record<string, unknown>, orderId: string): Record<string, unknown> => {
  const { custom_expiry: _past, ...rest } = body;
  return { ...rest, transaction_details: { ...(body['transaction_details'] as object), order_id: orderId } };
};

test.each([
  ['a virtual account', 'charge-va', account],
  ['QRIS', 'charge-qris', qris],
])('a charge for %s takes the golden request and answers the golden response', async (_what, name, goldenOrderId) => {
  const answer = await provider.call('POST', '/v2/charge', { body: fresh(golden(`${name}.request`), `g-${name}`) });
  expectGolden(answer, `${name}.response`, goldenOrderId);
});

test('the status of a virtual account is told as golden while pending, settled, expired and cancelled', async () => {
  const paid = await chargeVirtualAccount(provider.call, 'g-status');
  expectGolden(await provider.call('GET', '/v2/g-status/status'), 'status-pending', account);
  await paid.pay();
  expectGolden(await provider.call('GET', '/v2/g-status/status'), 'status-settlement', account);
  await chargeVirtualAccount(provider.call, 'g-expire');
  expectGolden(await provider.call('POST', '/v2/g-expire/expire'), 'expire.response', account);
  expectGolden(await provider.call('GET', '/v2/g-expire/status'), 'status-expire', account);
  await chargeVirtualAccount(provider.call, 'g-cancel');
  expectGolden(await provider.call('POST', '/v2/g-cancel/cancel'), 'cancel.response', account);
  expectGolden(await provider.call('GET', '/v2/g-cancel/status'), 'status-cancel', account);
});

test('a QRIS payment and its refund are told as golden', async () => {
  await paidQris(provider.call, 'g-qris');
  expectGolden(await provider.call('GET', '/v2/g-qris/status'), 'status-qris-settlement', qris);
  const body = golden('refund.request');
  expectGolden(await provider.call('POST', '/v2/g-qris/refund/online/direct', { body }), 'refund-direct.response', qris);
  expectGolden(await provider.call('GET', '/v2/g-qris/status'), 'status-partial-refund', qris);
  await paidQris(provider.call, 'g-qris-later');
  expectGolden(await provider.call('POST', '/v2/g-qris-later/refund', { body }), 'refund.response', qris);
});

test('notifications have the golden bodies', async () => {
  const hookOf = async (orderId: string, status: string): Promise<Record<string, unknown>> => {
    const found = (): Record<string, unknown> | undefined =>
      receiver.received.find(({ body }) => body['order_id'] === orderId && body['transaction_status'] === status)?.body;
    await eventually(`a notification of ${orderId}: ${status}`, () => found() !== undefined);
    return found() ?? {};
  };
  await (await chargeVirtualAccount(provider.call, 'g-hook-va')).pay();
  expect(shapeOf(named(await hookOf('g-hook-va', 'settlement'), account))).toEqual(shapeOf(golden('notification-settlement')));
  await paidQris(provider.call, 'g-hook-qris');
  expect(shapeOf(named(await hookOf('g-hook-qris', 'settlement'), qris))).toEqual(shapeOf(golden('notification-qris-settlement')));
  await provider.call('POST', '/v2/g-hook-qris/refund/online/direct', { body: golden('refund.request') });
  expect(shapeOf(named(await hookOf('g-hook-qris', 'partial_refund'), qris))).toEqual(shapeOf(golden('notification-partial-refund')));
  await chargeVirtualAccount(provider.call, 'g-hook-expire');
  await provider.call('POST', '/v2/g-hook-expire/expire');
  expect(shapeOf(named(await hookOf('g-hook-expire', 'expire'), account))).toEqual(shapeOf(golden('notification-expire')));
});

test('refusals are told as golden, with their code as HTTP status', async () => {
  const items = [{ price: 1, quantity: 1, name: 'x' }];
  const unequal = await provider.call('POST', '/v2/charge', { body: { ...virtualAccountCharge('g-400'), item_details: items } });
  const stranger = await provider.call('GET', '/v2/g-401/status', { headers: { authorization: 'Basic d3Jvbmc6' } });
  const unknown = await provider.call('GET', '/v2/g-404/status');
  await provider.call('POST', '/v2/charge', { body: qrisCharge('g-406') });
  const twice = await provider.call('POST', '/v2/charge', { body: qrisCharge('g-406') });
  const early = await provider.call('POST', '/v2/g-406/refund', { body: golden('refund.request') });
  await (await chargeVirtualAccount(provider.call, 'g-412')).pay();
  const transfer = await provider.call('POST', '/v2/g-412/refund', { body: golden('refund.request') });
  const broken = await provider.call('POST', '/v2/charge', { body: '{"payment_type":' });
  expect([unequal, stranger, unknown, twice, early, transfer, broken].map(({ status }) => status)).toEqual([
    400, 401, 404, 406, 412, 412, 413,
  ]);
  expectGolden(unequal, 'error-400');
  expectGolden(stranger, 'error-401');
  expectGolden(unknown, 'error-404');
  expectGolden(twice, 'error-406');
  expectGolden(early, 'error-412');
  expectGolden(transfer, 'error-412-refund-bank-transfer');
  expectGolden(broken, 'error-413');
});

test('a refund that is too big, too late or rejected is refused as golden', async () => {
  await paidQris(provider.call, 'g-refuse');
  const refund = (key: string, amount: number): Promise<Answer> =>
    provider.call('POST', '/v2/g-refuse/refund', { body: { refund_key: key, amount, reason: '' } });
  expectGolden(await refund('k1', 150_001), 'error-414-refund');
  await provider.call('PUT', '/simulator/payments/g-refuse/switches', { body: { refund: 'rejected' } });
  expectGolden(await refund('k2', 1000), 'error-419-refund');
  provider.moveClock(8 * 24 * 60 * 60 * 1000);
  expectGolden(await refund('k3', 1000), 'error-418-refund');
  provider.moveClock(0);
});

test('a payout is queued, processed and completed, or ends rejected or bounced, as golden', async () => {
  const statusOf = async (key: string): Promise<(name: string) => Promise<void>> => {
    const created = await provider.call('POST', '/iris/api/v1/payouts', {
      body: golden('payout.request'),
      headers: { 'x-idempotency-key': key },
    });
    expect(created.status).toBe(201);
    expectGolden(created, 'payout.response');
    const [{ reference_no }] = created.body['payouts'] as [{ reference_no: string }];
    return async (name) => {
      const wanted = golden(name);
      await eventually(
        name,
        async () => (await provider.call('GET', `/iris/api/v1/payouts/${reference_no}`)).body['status'] === wanted['status'],
      );
      expectGolden(await provider.call('GET', `/iris/api/v1/payouts/${reference_no}`), name);
    };
  };
  const accepted = await statusOf('g-accepted');
  await accepted('payout-queued');
  await accepted('payout-processed');
  await accepted('payout-completed');
  await provider.call('PUT', '/simulator/payments/g-rejected/switches', { body: { transfer: 'rejected' } });
  await (
    await statusOf('g-rejected')
  )('payout-failed');
  await provider.call('PUT', '/simulator/payments/g-bounced/switches', { body: { transfer: 'bounced_later' } });
  const bounced = await statusOf('g-bounced');
  await bounced('payout-completed');
  await bounced('payout-bounced');
  expectGolden(await provider.call('GET', '/iris/api/v1/payouts/nothing'), 'error-payout-404');
  expectGolden(await provider.call('GET', '/iris/api/v1/payouts/nothing', { headers: { authorization: '' } }), 'error-payout-401');
});

test('an answer that is made to fail has the golden error', async () => {
  await chargeQris(provider.call, 'g-500');
  await provider.call('PUT', '/simulator/payments/g-500/switches', { body: { answers: { status: 'http_500' } } });
  const answer = await provider.call('GET', '/v2/g-500/status');
  expect(answer.status).toBe(500);
  expectGolden(answer, 'error-500');
});
