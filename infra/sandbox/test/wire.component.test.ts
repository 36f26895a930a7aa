import { chargeQris, chargeVirtualAccount, virtualAccountCharge } from './support/charges.ts';
import { eventually } from './support/eventually.ts';
import { golden } from './support/golden.ts';
import { startTestSandbox, type TestSandbox } from './support/sandbox.ts';

let provider: TestSandbox;
beforeAll(async () => {
  provider = await startTestSandbox();
});
afterAll(() => provider.sandbox.stop());

const valid = virtualAccountCharge('w-valid');

test.each<[string, unknown]>([
  ['no body', undefined],
  ['a list', []],
  ['an unknown payment type', { ...valid, payment_type: 'cash' }],
  ['an unknown bank', { ...valid, bank_transfer: { bank: 'gringotts' } }],
  ['no bank', { ...valid, bank_transfer: undefined }],
  ['an order id that is an object', { ...valid, transaction_details: { order_id: { $gt: '' }, gross_amount: 1 } }],
  ['an order id that is too long', { ...valid, transaction_details: { order_id: 'x'.repeat(51), gross_amount: 1 } }],
  ['an amount of nothing', { ...valid, transaction_details: { order_id: 'w-0', gross_amount: 0 } }],
  ['an amount with cents', { ...valid, transaction_details: { order_id: 'w-1', gross_amount: 1.5 } }],
  ['an amount as text', { ...valid, transaction_details: { order_id: 'w-2', gross_amount: '1000' } }],
  ['QRIS above ten million', { payment_type: 'qris', transaction_details: { order_id: 'w-3', gross_amount: 10_000_001 } }],
  ['an order time in another form', { ...valid, custom_expiry: { order_time: 'today', expiry_duration: 1, unit: 'hour' } }],
  ['an expiry in the past', { ...valid, custom_expiry: { order_time: '2020-01-01 00:00:00 +0700', expiry_duration: 1, unit: 'hour' } }],
])('a charge with %s is answered 400 in the provider’s form', async (_what, body) => {
  const answer = await provider.call('POST', '/v2/charge', { body });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ status_code: '400', id: expect.any(String) });
});

test('a body of a megabyte is refused in the provider’s form', async () => {
  const answer = await provider.call('POST', '/v2/charge', { body: { ...valid, filler: 'x'.repeat(1024 * 1024) } });
  expect([answer.status, answer.body['status_code']]).toEqual([413, '413']);
});

test('an address for notifications that is none is refused', async () => {
  const answer = await provider.call('POST', '/v2/charge', { body: valid, headers: { 'x-override-notification': 'not an address' } });
  expect(answer.status).toBe(400);
});

test.each([
  '/v2/charge',
  '/v2/x/status',
  '/v2/x/cancel',
  '/v2/x/expire',
  '/v2/x/refund',
  '/v2/x/refund/online/direct',
  '/iris/api/v1/payouts',
])('%s is closed to a wrong key', async (path) => {
  const headers = { authorization: `Basic ${Buffer.from('wrong-key:').toString('base64')}` };
  expect((await provider.call(path.endsWith('status') ? 'GET' : 'POST', path, { headers })).status).toBe(401);
});

test('of eight charges at once with one order id, one is made', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => provider.call('POST', '/v2/charge', { body: virtualAccountCharge('w-race') })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 406)]);
});

test('virtual accounts are numbers of their bank and never the same', async () => {
  const numberOf = async (orderId: string, bank: string): Promise<string> => {
    const { body } = await provider.call('POST', '/v2/charge', {
      body: { ...virtualAccountCharge(orderId, 1000, bank), bank_transfer: { bank, va_number: '77' } },
    });
    return (body['va_numbers'] as [{ va_number: string }])[0].va_number;
  };
  const numbers = [await numberOf('w-bca-1', 'bca'), await numberOf('w-bca-2', 'bca'), await numberOf('w-banten', 'banten')];
  expect(numbers[0]).toBe('1234500000000077');
  expect(numbers.every((number) => /^\d{16}$/.test(number))).toBe(true);
  expect(new Set(numbers).size).toBe(3);
});

test('permata has a field of its own', async () => {
  const { body } = await provider.call('POST', '/v2/charge', { body: virtualAccountCharge('w-permata', 1000, 'permata') });
  expect(body).toMatchObject({ permata_va_number: expect.stringMatching(/^\d{16}$/) });
  expect(body).not.toHaveProperty('va_numbers');
});

test('a custom expiry is honoured to the second and ends the payment', async () => {
  const body = { ...virtualAccountCharge('w-expiry'), custom_expiry: { expiry_duration: 1, unit: 'second' } };
  await provider.call('POST', '/v2/charge', { body });
  await eventually('the expiry', async () => (await provider.call('GET', '/v2/w-expiry/status')).body['transaction_status'] === 'expire');
});

test('a payment ends once: what is settled can be neither cancelled nor expired nor paid again', async () => {
  const charged = await chargeVirtualAccount(provider.call, 'w-once');
  await charged.pay();
  const answers = [await provider.call('POST', '/v2/w-once/cancel'), await provider.call('POST', '/v2/w-once/expire'), await charged.pay()];
  expect(answers.map(({ status }) => status)).toEqual([412, 412, 409]);
});

test('a payout is made once per key, and a key is not for two requests', async () => {
  const headers = { 'x-idempotency-key': 'w-payout' };
  const create = (body: unknown): Promise<{ status: number; text: string }> =>
    provider.call('POST', '/iris/api/v1/payouts', { body, headers });
  const [first, second] = [await create(golden('payout.request')), await create(golden('payout.request'))];
  expect(second.text).toBe(first.text);
  const [payout] = golden('payout.request')['payouts'] as [object];
  expect((await create({ payouts: [{ ...payout, amount: '1.00' }] })).status).toBe(422);
  expect((await provider.call('GET', '/simulator/payouts')).body['items']).toHaveLength(1);
});

test.each<[string, unknown, Record<string, string>]>([
  ['no key', golden('payout.request'), {}],
  ['no payouts', { payouts: [] }, { 'x-idempotency-key': 'w-none' }],
  ['an account that is no number', { payouts: [{ beneficiary_account: 'abc' }] }, { 'x-idempotency-key': 'w-account' }],
])('a payout with %s is refused in the form of Iris', async (_what, body, headers) => {
  const answer = await provider.call('POST', '/iris/api/v1/payouts', { body, headers });
  expect([answer.status, typeof answer.body['error_message']]).toEqual([400, 'string']);
});

test('a number that nobody was given can’t be paid', async () => {
  expect((await provider.call('POST', '/simulator/va/0000000000000000/payment', { body: {} })).status).toBe(404);
  expect((await provider.call('POST', '/simulator/qris/payment', { body: { qrString: 'nothing' } })).status).toBe(404);
  expect((await provider.call('POST', '/simulator/qris/payment', { body: { qrString: { $gt: '' } } })).status).toBe(400);
});

test('payments are listed newest first', async () => {
  await chargeQris(provider.call, 'w-list-1');
  await chargeQris(provider.call, 'w-list-2');
  const { body } = await provider.call('GET', '/simulator/payments?limit=2');
  expect(body['items']).toMatchObject([{ orderId: 'w-list-2', status: 'pending', chargedRupiah: 150_000 }, { orderId: 'w-list-1' }]);
  expect((await provider.call('GET', '/simulator/payments/w-list-1')).body).toMatchObject({ orderId: 'w-list-1', capturedRupiah: null });
  expect((await provider.call('GET', '/simulator/payments?limit=0')).status).toBe(400);
});

test('the page needs nothing from elsewhere', async () => {
  const { status, type, text } = await provider.call('GET', '/');
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('the picture of a QR code leads to the page where it is paid, without a key', async () => {
  const { answer } = await chargeQris(provider.call, 'w-picture');
  const [{ url }] = answer.body['actions'] as [{ url: string }];
  expect((await provider.call('GET', new URL(url).pathname, { headers: { authorization: '' } })).status).toBe(302);
});

test('it says that it is alive and ready', async () => {
  expect((await provider.call('GET', '/health/live')).status).toBe(200);
  expect((await provider.call('GET', '/health/ready')).status).toBe(200);
});

test('an address that does not exist answers 404', async () => {
  expect((await provider.call('GET', '/nothing')).status).toBe(404);
});

const payoutUnder = async (key: string, transfer: object) => {
  await provider.call('PUT', `/simulator/payments/${key}/switches`, { body: { transfer } });
  return provider.call('POST', '/iris/api/v1/payouts', { body: golden('payout.request'), headers: { 'x-idempotency-key': key } });
};

test('a refused payout is answered so and not made; the key may then be used again', async () => {
  const refused = await payoutUnder('w-refused', { mode: 'refused' });
  expect([refused.status, typeof refused.body['error_message']]).toEqual([400, 'string']);
  expect((await provider.call('GET', '/iris/api/v1/payouts/w-refused')).status).toBe(404);
  expect((await payoutUnder('w-refused', { mode: 'accepted' })).status).toBe(201);
});

test('a payout is found by its key as by its number, and not before it is to be known', async () => {
  const created = await payoutUnder('w-found', { mode: 'accepted' });
  const [{ reference_no }] = created.body['payouts'] as [{ reference_no: string }];
  const [byKey, byNumber] = await Promise.all(
    ['w-found', reference_no].map((name) => provider.call('GET', `/iris/api/v1/payouts/${name}`)),
  );
  expect(byKey?.body).toMatchObject({ reference_no, beneficiary_account: '0412345678' });
  expect(byNumber?.body).toMatchObject({ reference_no });
  await payoutUnder('w-unknown', { mode: 'accepted', unknownForMs: 60_000 });
  expect((await provider.call('GET', '/iris/api/v1/payouts/w-unknown')).status).toBe(404);
  expect((await payoutUnder('w-unknown', { mode: 'accepted' })).status).toBe(201);
});
