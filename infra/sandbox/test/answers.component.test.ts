import { chargeQris, chargeVirtualAccount, paidQris, qrisCharge } from './support/charges.ts';
import { golden } from './support/golden.ts';
import { startTestSandbox, type Answer, type TestSandbox } from './support/sandbox.ts';

let provider: TestSandbox;
beforeAll(async () => {
  provider = await startTestSandbox();
});
afterAll(() => provider.sandbox.stop());

type Operation = { readonly name: string; readonly run: (id: string, signal?: AbortSignal) => Promise<Answer> };

const spoil = (id: string, operation: string, answer: unknown): Promise<Answer> =>
  provider.call('PUT', `/simulator/payments/${id}/switches`, { body: { answers: { [operation]: answer } } });

const signalOf = (signal: AbortSignal | undefined): { signal: AbortSignal } | object => (signal === undefined ? {} : { signal });

const operations: readonly Operation[] = [
  { name: 'charge', run: (id, signal) => provider.call('POST', '/v2/charge', { body: qrisCharge(id), ...signalOf(signal) }) },
  { name: 'status', run: (id, signal) => provider.call('GET', `/v2/${id}/status`, signalOf(signal)) },
  { name: 'cancel', run: (id, signal) => provider.call('POST', `/v2/${id}/cancel`, signalOf(signal)) },
  {
    name: 'refund',
    run: (id, signal) => provider.call('POST', `/v2/${id}/refund`, { body: golden('refund.request'), ...signalOf(signal) }),
  },
  {
    name: 'transfer',
    run: (id, signal) =>
      provider.call('POST', '/iris/api/v1/payouts', {
        body: golden('payout.request'),
        headers: { 'x-idempotency-key': id },
        ...signalOf(signal),
      }),
  },
];

describe.each(operations)('the answer of $name', ({ name, run }) => {
  test('can be a 500 with an error body', async () => {
    await spoil(`a-500-${name}`, name, 'http_500');
    const answer = await run(`a-500-${name}`);
    expect([answer.status, answer.type]).toEqual([500, 'application/json; charset=utf-8']);
  });

  test('can be a page of HTML', async () => {
    await spoil(`a-html-${name}`, name, 'html');
    const answer = await run(`a-html-${name}`);
    expect([answer.status, answer.type]).toEqual([502, 'text/html; charset=utf-8']);
  });

  test('can be a 200 with an error body', async () => {
    await spoil(`a-200-${name}`, name, 'error_body_200');
    const answer = await run(`a-200-${name}`);
    expect(answer.status).toBe(200);
    expect(answer.body['status_code'] ?? answer.body['error_message']).toEqual(
      name === 'transfer' ? 'An error occurred when creating payouts' : '500',
    );
  });

  test('can be slow', async () => {
    await spoil(`a-slow-${name}`, name, { mode: 'slow', delayMs: 200 });
    const startMs = performance.now();
    await run(`a-slow-${name}`);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(195);
  });

  test('can be silence until the caller gives up', async () => {
    await spoil(`a-silent-${name}`, name, 'silent');
    await expect(run(`a-silent-${name}`, AbortSignal.timeout(250))).rejects.toThrow(/aborted|timeout/i);
  });
});

test.each(['http_500', 'html', 'error_body_200'])('an operation takes effect although its answer is %s', async (mode) => {
  await spoil(`a-applied-${mode}`, 'charge', mode);
  await provider.call('POST', '/v2/charge', { body: qrisCharge(`a-applied-${mode}`) });
  expect((await provider.call('GET', `/v2/a-applied-${mode}/status`)).body['transaction_status']).toBe('pending');
});

test('an operation whose answer is spoilt takes no effect when the switch says so', async () => {
  await spoil('a-lost', 'charge', { mode: 'http_500', applied: false });
  await provider.call('POST', '/v2/charge', { body: qrisCharge('a-lost') });
  expect((await provider.call('GET', '/v2/a-lost/status')).status).toBe(404);
});

test('a global switch spoils the answers of every payment until it is taken back', async () => {
  await chargeQris(provider.call, 'a-global');
  await provider.call('PUT', '/simulator/switches', { body: { answers: { status: 'http_500' } } });
  expect((await provider.call('GET', '/v2/a-global/status')).status).toBe(500);
  await provider.call('PUT', '/simulator/switches', { body: {} });
  expect((await provider.call('GET', '/v2/a-global/status')).status).toBe(200);
});

test('the switches in force can be read', async () => {
  await provider.call('PUT', '/simulator/payments/a-read/switches', { body: { hooks: { mode: 'late', delayMs: 5 }, captureRupiah: 7 } });
  const { body } = await provider.call('GET', '/simulator/payments/a-read/switches');
  expect(body).toMatchObject({
    hooks: { mode: 'late', delayMs: 5 },
    captureRupiah: 7,
    captureAfterExpiry: false,
    transfer: { mode: 'accepted' },
  });
  expect((await provider.call('GET', '/simulator/switches')).body).toMatchObject({ hooks: { mode: 'normal' }, captureRupiah: null });
});

test.each([
  ['an unknown switch', { hook: 'normal' }],
  ['an unknown mode', { hooks: 'sometimes' }],
  ['an unknown operation', { answers: { login: 'slow' } }],
  ['a negative delay', { hooks: { mode: 'late', delayMs: -1 } }],
])('%s is refused', async (_what, body) => {
  expect((await provider.call('PUT', '/simulator/switches', { body })).status).toBe(400);
});

test('a switch makes the bank capture another amount', async () => {
  const charged = await chargeVirtualAccount(provider.call, 'a-amount');
  await provider.call('PUT', '/simulator/payments/a-amount/switches', { body: { captureRupiah: 149_999 } });
  await charged.pay();
  expect((await provider.call('GET', '/v2/a-amount/status')).body).toMatchObject({
    transaction_status: 'settlement',
    gross_amount: '149999.00',
  });
});

test('the buyer may pay another amount', async () => {
  const charged = await chargeQris(provider.call, 'a-more');
  await charged.pay(150_001);
  expect((await provider.call('GET', '/v2/a-more/status')).body).toMatchObject({
    transaction_status: 'settlement',
    gross_amount: '150001.00',
  });
});

test.each(['expire', 'cancel'])('after %s the bank takes money only if a switch allows it', async (end) => {
  const charged = await chargeQris(provider.call, `a-after-${end}`);
  await provider.call('POST', `/v2/a-after-${end}/${end}`);
  expect((await charged.pay()).status).toBe(410);
  await provider.call('PUT', `/simulator/payments/a-after-${end}/switches`, { body: { captureAfterExpiry: true } });
  expect((await charged.pay()).status).toBe(200);
  expect((await provider.call('GET', `/v2/a-after-${end}/status`)).body).toMatchObject({
    transaction_status: 'settlement',
    status_code: '200',
  });
});

test('two identical refunds with one key are one refund, also when the answer of the first was lost', async () => {
  await paidQris(provider.call, 'a-refund');
  await spoil('a-refund', 'refund', 'http_500');
  const refund = (): Promise<Answer> => provider.call('POST', '/v2/a-refund/refund/online/direct', { body: golden('refund.request') });
  await refund();
  await spoil('a-refund', 'refund', 'normal');
  const answers = await Promise.all([refund(), refund()]);
  expect(answers.map(({ body }) => [body['refund_chargeback_id'], body['refund_amount']])).toEqual([
    [1, '50000.00'],
    [1, '50000.00'],
  ]);
  expect((await provider.call('GET', '/v2/a-refund/status')).body).toMatchObject({
    refund_amount: '50000.00',
    transaction_status: 'partial_refund',
  });
});
