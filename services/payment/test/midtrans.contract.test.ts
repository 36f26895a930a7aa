import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { midtransProvider } from '../src/adapters/midtrans/midtrans.provider.ts';
import { isSigned, type SignedFields } from '../src/adapters/midtrans/signature.ts';

const golden = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(__dirname, '../../../infra/sandbox/golden', `${name}.json`), 'utf8')) as Record<string, unknown>;

type Seen = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: unknown };

let server: Server;
let seen: Seen[] = [];
let next: { status: number; body: string } = { status: 200, body: '{}' };
let provider: ReturnType<typeof midtransProvider>;

const read = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
};

beforeAll(async () => {
  server = createServer((request, response) => {
    void read(request).then((body) => {
      seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      response.writeHead(next.status, { 'content-type': 'application/json' }).end(next.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen = [];
  const quiet = () => undefined;
  provider = midtransProvider({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serverKey: String(golden('keys')['serverKey']),
    hookUrl: 'http://gateway.test/v1/hooks/payments/midtrans',
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    metrics: { counter: quiet, gauge: quiet, histogram: quiet },
  });
});
afterEach(() => provider.close());

const answer = (name: string, status = 200) => {
  next = { status, body: JSON.stringify(golden(name)) };
};

const refused = (code: number) => {
  const body = { status_code: String(code), status_message: 'No.', id: '1' };
  next = { status: code, body: JSON.stringify(body) };
};

const requestedAt = new Date('2026-11-24T13:57:00Z');
const charge = (method: string, chargeId: string) =>
  provider.charge({ chargeId, method, amountRupiah: 150_000, requestedAt, expiresAt: new Date('2026-11-24T14:57:00Z') });

test.each([
  ['va_banten', 'va', { vaNumber: '1370012345678901' }],
  ['qris', 'qris', { qrString: golden('charge-qris.response')['qr_string'] }],
])('a charge by %s is asked for as the golden request and read from the golden answer', async (method, name, instructions) => {
  answer(`charge-${name}.response`);
  expect(await charge(method, `pay_${name}_golden_01`)).toEqual({ kind: 'pending', instructions });
  const { item_details: _items, customer_details: _customer, ...asked } = golden(`charge-${name}.request`);
  expect(seen).toMatchObject([
    {
      method: 'POST',
      path: '/v2/charge',
      body: asked,
      headers: {
        authorization: golden('keys')['authorization'],
        'x-override-notification': 'http://gateway.test/v1/hooks/payments/midtrans',
      },
    },
  ]);
});

test.each<[string, unknown]>([
  ['status-pending', { kind: 'pending', instructions: { vaNumber: '1370012345678901' } }],
  ['status-settlement', { kind: 'captured', amountRupiah: 150_000, refunds: [] }],
  ['status-qris-settlement', { kind: 'captured', amountRupiah: 150_000, refunds: [] }],
  [
    'status-partial-refund',
    { kind: 'captured', amountRupiah: 150_000, refunds: [{ key: 'ref_golden_01-1', amountRupiah: 50_000, confirmed: true }] },
  ],
  ['status-cancel', { kind: 'cancelled' }],
  ['status-expire', { kind: 'expired' }],
])('%s is read', async (name, expected) => {
  answer(name);
  expect(await provider.status('pay_va_golden_01')).toEqual(expected);
  expect(seen).toMatchObject([{ method: 'GET', path: '/v2/pay_va_golden_01/status' }]);
});

test('a card’s capture under review is no money, and an unknown word none either', async () => {
  const body = { ...golden('status-settlement'), transaction_status: 'capture', fraud_status: 'challenge' };
  next = { status: 200, body: JSON.stringify(body) };
  expect(await provider.status('x')).toEqual({ kind: 'pending' });
  next = { status: 200, body: JSON.stringify({ ...body, transaction_status: 'something_new' }) };
  expect(await provider.status('x')).toEqual({ kind: 'unanswered' });
});

test('a fraction of a rupiah makes an answer unreadable', async () => {
  next = { status: 200, body: JSON.stringify({ ...golden('status-settlement'), gross_amount: '150000.50' }) };
  expect(await provider.status('x')).toEqual({ kind: 'unanswered' });
});

test('refusals of each operation are told apart', async () => {
  refused(404);
  expect(await provider.status('x')).toEqual({ kind: 'unknown' });
  expect(await provider.cancel('x')).toEqual({ kind: 'unknown' });
  refused(412);
  expect(await provider.cancel('x')).toEqual({ kind: 'not_pending' });
  refused(406);
  expect(await charge('qris', 'x')).toEqual({ kind: 'duplicate' });
  refused(400);
  expect(await charge('qris', 'x')).toEqual({ kind: 'refused' });
  expect(await charge('cash', 'x')).toEqual({ kind: 'refused' });
  answer('cancel.response');
  expect(await provider.cancel('x')).toEqual({ kind: 'cancelled' });
  answer('expire.response');
  expect(await provider.expire('x')).toEqual({ kind: 'expired' });
});

test('a refund is completed only when the bank has confirmed it, and impossible where the method has none', async () => {
  const refund = () =>
    provider.refund({ chargeId: 'pay_qris_golden_01', key: 'ref_golden_01-1', amountRupiah: 50_000, reason: 'seller_rejected' });
  answer('refund-direct.response');
  expect(await refund()).toEqual({ kind: 'completed' });
  expect(seen[0]?.body).toEqual(golden('refund.request'));
  answer('refund.response');
  expect(await refund()).toEqual({ kind: 'accepted' });
  for (const name of ['error-412-refund-bank-transfer', 'error-418-refund', 'error-419-refund']) {
    answer(name, Number(golden(name)['status_code']));
    expect(await refund()).toEqual({ kind: 'impossible' });
  }
  answer('error-414-refund', 414);
  expect(await refund()).toEqual({ kind: 'unanswered' });
});

test.each<[string, { status: number; body: string }]>([
  ['a 500', { status: 500, body: '{}' }],
  ['HTML', { status: 200, body: '<html>maintenance</html>' }],
  ['an error dressed as 200', { status: 200, body: JSON.stringify(golden('error-500')) }],
  ['an empty body', { status: 200, body: '' }],
])('%s is no answer to anything', async (_what, told) => {
  next = told;
  expect(await charge('qris', 'x')).toEqual({ kind: 'unanswered' });
  expect(await provider.status('x')).toEqual({ kind: 'unanswered' });
  expect(await provider.cancel('x')).toEqual({ kind: 'unanswered' });
});

test.each(['notification-settlement', 'notification-expire', 'notification-qris-settlement', 'notification-partial-refund'])(
  'the signature of %s is right under the golden key and wrong under any other',
  (name) => {
    const fields = golden(name) as SignedFields;
    expect(isSigned(fields, String(golden('keys')['signingKey']))).toBe(true);
    expect(isSigned(fields, 'another')).toBe(false);
    expect(isSigned({ ...fields, gross_amount: '1.00' }, String(golden('keys')['signingKey']))).toBe(false);
    expect(isSigned({ ...fields, signature_key: '' }, String(golden('keys')['signingKey']))).toBe(false);
  },
);

const payout = { key: 'ref_golden_01', amountRupiah: 50_000, bank: 'bank_banten', number: '0412345678', holder: 'Siti Rahayu' };

test('a transfer is asked for as the golden request, under the try’s key, and found by the provider’s number', async () => {
  answer('payout.response', 201);
  expect(await provider.transfer(payout)).toEqual({ kind: 'accepted', reference: '1d4f8423393005ab' });
  const [asked] = golden('payout.request')['payouts'] as [Record<string, unknown>];
  const { beneficiary_email: _email, ...known } = asked;
  expect(seen).toMatchObject([{ path: '/iris/api/v1/payouts', headers: { 'x-idempotency-key': payout.key }, body: { payouts: [known] } }]);
  answer('error-payout-404', 404);
  expect(await provider.transferStatus({ key: payout.key })).toEqual({ kind: 'unknown' });
  expect(seen[1]).toMatchObject({ method: 'GET', path: `/iris/api/v1/payouts/${payout.key}` });
  await provider.transferStatus({ key: payout.key, reference: '1d4f8423393005ab' });
  expect(seen[2]).toMatchObject({ method: 'GET', path: '/iris/api/v1/payouts/1d4f8423393005ab' });
});

test.each([
  ['payout-queued', 'accepted'],
  ['payout-processed', 'accepted'],
  ['payout-completed', 'paid'],
  ['payout-failed', 'refused'],
  ['payout-bounced', 'bounced'],
])('%s is read as %s', async (name, kind) => {
  answer(name);
  expect(await provider.transferStatus({ key: payout.key })).toEqual({ kind, reference: '1d4f8423393005ab' });
});

test('only the provider’s own 400 refuses a transfer; that of a proxy, a key used otherwise, silence and strange words tell nothing', async () => {
  next = { status: 400, body: '{"error_message":"No."}' };
  expect(await provider.transfer(payout)).toEqual({ kind: 'refused' });
  for (const told of [
    { status: 400, body: '<html>Bad Request</html>' },
    { status: 400, body: '{}' },
    { status: 422, body: '{}' },
    { status: 500, body: '{}' },
    { status: 200, body: '<html>' },
  ]) {
    next = told;
    expect(await provider.transfer(payout)).toEqual({ kind: 'unanswered' });
    expect(await provider.transferStatus({ key: payout.key })).toEqual({ kind: 'unanswered' });
  }
});
