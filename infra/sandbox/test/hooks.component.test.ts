import { createHash } from 'node:crypto';
import { chargeQris, chargeVirtualAccount } from './support/charges.ts';
import { eventually } from './support/eventually.ts';
import { golden } from './support/golden.ts';
import { startReceiver, type Received, type Receiver } from './support/receiver.ts';
import { startTestSandbox, type TestSandbox } from './support/sandbox.ts';

let provider: TestSandbox;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  provider = await startTestSandbox({ payoutNotificationUrl: receiver.url });
});
afterAll(async () => {
  await provider.sandbox.stop();
  await receiver.stop();
});

afterEach(async () => {
  receiver.answer(200);
  provider.moveClock(0);
  await provider.call('PUT', '/simulator/switches', { body: {} });
});

const signingKey = String(golden('keys')['signingKey']);

const hooksOf = (orderId: string): readonly Received[] => receiver.received.filter(({ body }) => body['order_id'] === orderId);

const statesOf = (orderId: string): readonly unknown[] => hooksOf(orderId).map(({ body }) => body['transaction_status']);

const isSigned = ({ body }: Received): boolean => {
  const text = `${String(body['order_id'])}${String(body['status_code'])}${String(body['gross_amount'])}${signingKey}`;
  return body['signature_key'] === createHash('sha512').update(text).digest('hex');
};

const setHooks = (orderId: string, hooks: unknown): Promise<unknown> =>
  provider.call('PUT', `/simulator/payments/${orderId}/switches`, { body: { hooks } });

const payWith = async (orderId: string, hooks: unknown): Promise<void> => {
  await setHooks(orderId, hooks);
  await (await chargeVirtualAccount(provider.call, orderId, receiver.url)).pay();
};

// Messages leave in the order in which they fall due, so once the marker's has come, what was due before it has come or never will.
const everythingDueIsOut = async (marker: string): Promise<void> => {
  await payWith(marker, 'normal');
  await eventually(`the marker ${marker}`, () => hooksOf(marker).length === 1);
};

test('a payment is told once, rightly signed, at the address that the charge named', async () => {
  await payWith('h-normal', 'normal');
  await eventually('one hook', () => hooksOf('h-normal').length > 0);
  await everythingDueIsOut('h-normal-after');
  expect(statesOf('h-normal')).toEqual(['settlement']);
  expect(hooksOf('h-normal').every(isSigned)).toBe(true);
});

test('a hook is told twice on request', async () => {
  await payWith('h-twice', 'twice');
  await eventually('two hooks', () => hooksOf('h-twice').length === 2);
  expect(statesOf('h-twice')).toEqual(['settlement', 'settlement']);
});

test('a late hook comes after its delay, not before', async () => {
  const startMs = Date.now();
  await payWith('h-late', { mode: 'late', delayMs: 400 });
  await eventually('the late hook', () => hooksOf('h-late').length === 1);
  expect((hooksOf('h-late')[0]?.atMs ?? 0) - startMs).toBeGreaterThanOrEqual(400);
});

test('out of order, the old state follows the new one, both rightly signed', async () => {
  await payWith('h-order', 'out_of_order');
  await eventually('two hooks', () => hooksOf('h-order').length === 2);
  expect(statesOf('h-order')).toEqual(['settlement', 'pending']);
  expect(hooksOf('h-order').every(isSigned)).toBe(true);
});

test('a wrongly signed hook says the truth under a key that is not ours', async () => {
  await payWith('h-signature', 'wrong_signature');
  await eventually('the hook', () => hooksOf('h-signature').length === 1);
  expect(statesOf('h-signature')).toEqual(['settlement']);
  expect(hooksOf('h-signature').some(isSigned)).toBe(false);
});

test('a lying hook denies a payment that was made, rightly signed', async () => {
  await payWith('h-lie', 'false_state');
  await eventually('the hook', () => hooksOf('h-lie').length === 1);
  expect(statesOf('h-lie')).toEqual(['expire']);
  expect(hooksOf('h-lie').every(isSigned)).toBe(true);
  expect((await provider.call('GET', '/v2/h-lie/status')).body['transaction_status']).toBe('settlement');
});

test('a lying hook claims a payment that was not made, when it is told again', async () => {
  await setHooks('h-claim', 'false_state');
  await chargeVirtualAccount(provider.call, 'h-claim', receiver.url);
  await provider.call('POST', '/simulator/payments/h-claim/notification');
  await eventually('the hook', () => hooksOf('h-claim').length === 1);
  expect(statesOf('h-claim')).toEqual(['settlement']);
  expect((await provider.call('GET', '/v2/h-claim/status')).body['transaction_status']).toBe('pending');
});

test('never means no hook at all', async () => {
  await payWith('h-never', 'never');
  await everythingDueIsOut('h-never-after');
  expect(statesOf('h-never')).toEqual([]);
});

test('a global switch holds for every payment without one of its own', async () => {
  await provider.call('PUT', '/simulator/switches', { body: { hooks: 'twice' } });
  await (await chargeVirtualAccount(provider.call, 'h-global', receiver.url)).pay();
  await payWith('h-own', 'normal');
  await eventually('both hooks and the one', () => hooksOf('h-global').length === 2 && hooksOf('h-own').length > 0);
  await everythingDueIsOut('h-global-after');
  expect(statesOf('h-own')).toEqual(['settlement']);
});

test('a hook that is not answered 2xx is told again until it is', async () => {
  receiver.answer(503);
  await payWith('h-retry', 'normal');
  await eventually('two refused tries', () => hooksOf('h-retry').length === 2);
  receiver.answer(200);
  await eventually('the taken try', () => hooksOf('h-retry').length === 3);
  const [first, second, third] = hooksOf('h-retry').map(({ atMs }) => atMs);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThan((second ?? 0) - (first ?? 0));
  expect(new Set(hooksOf('h-retry').map(({ text }) => text)).size).toBe(1);
});

test('up to three addresses are told', async () => {
  const urls = `${receiver.url}/one,${receiver.url}/two`;
  await (await chargeVirtualAccount(provider.call, 'h-many', urls)).pay();
  await eventually('both hooks', () => hooksOf('h-many').length === 2);
  expect(
    hooksOf('h-many')
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(['/hook/one', '/hook/two']);
});

test('an expiry is told by the clock of the provider alone', async () => {
  await chargeVirtualAccount(provider.call, 'h-expiry', receiver.url);
  provider.moveClock(25 * 60 * 60 * 1000);
  await eventually('the expiry', () => statesOf('h-expiry').includes('expire'));
});

test('a refund is confirmed, and told, only after the bank took its time', async () => {
  await (await chargeQris(provider.call, 'h-refund', receiver.url)).pay();
  await provider.call('PUT', '/simulator/switches', { body: { refund: { mode: 'accepted', confirmAfterMs: 150 } } });
  const asked = await provider.call('POST', '/v2/h-refund/refund/online/direct', { body: { refund_key: 'r1', amount: 1000, reason: '' } });
  expect(asked.body).not.toHaveProperty('bank_confirmed_at');
  const confirmed = async (): Promise<boolean> =>
    JSON.stringify((await provider.call('GET', '/v2/h-refund/status')).body).includes('bank_confirmed_at');
  await eventually('the confirmation', confirmed);
  await eventually('the hook', () => statesOf('h-refund').includes('partial_refund'));
  expect(hooksOf('h-refund').at(-1)?.body).toMatchObject({ refunds: [{ refund_key: 'r1', bank_confirmed_at: expect.any(String) }] });
});

test('a payout is told through its states, signed over the raw body', async () => {
  const headers = { 'x-idempotency-key': 'h-payout' };
  await provider.call('PUT', '/simulator/payments/h-payout/switches', {
    body: { transfer: { mode: 'bounced_later', processedAfterMs: 0, completedAfterMs: 100, bouncedAfterMs: 100 } },
  });
  const created = await provider.call('POST', '/iris/api/v1/payouts', { body: golden('payout.request'), headers });
  const [{ reference_no }] = created.body['payouts'] as [{ reference_no: string }];
  const told = (): readonly Received[] => receiver.received.filter(({ body }) => body['reference_no'] === reference_no);
  await eventually('three messages', () => told().length === 3);
  expect(told().map(({ body }) => body['status'])).toEqual(['processed', 'completed', 'bounced']);
  for (const { text, headers: sent } of told())
    expect(sent['iris-signature']).toBe(
      createHash('sha512')
        .update(text + signingKey)
        .digest('hex'),
    );
});
