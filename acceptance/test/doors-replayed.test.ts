import { call, must } from './support/http.ts';
import { mailed, newBuyer, operatorToken, password, rawMail, sellerOf, type Mail, type Seller } from './support/people.ts';
import { awaitingPayment, paid, providerOrderIdOf, signedByProvider } from './support/shopping.ts';

let buyer: { readonly email: string; readonly token: string };
let seller: Seller;
beforeAll(async () => {
  [buyer, seller] = [await newBuyer(), await sellerOf('seller-01@wadah.test')];
});

const sugar = () => [{ sellerId: seller.sellerId, sku: 'GULA-SEMUT-250G', quantity: 1 }];

/** What the seller's money says: its lines of one order, and its sums. */
const moneyOf = async (orderId: string) => {
  const { items } = await must(`GET /v1/sellers/${seller.sellerId}/statement?limit=100`, { token: seller.token });
  const lines = items.filter((line: { orderId?: string }) => line.orderId === orderId);
  const { pendingRupiah, availableRupiah } = await must(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token });
  return { lines, pendingRupiah, availableRupiah };
};

const trialBalance = async () => {
  const { asOf, ...sums } = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  expect(asOf).toBeDefined();
  return sums;
};

test('a signed hook that was captured and is sent again, and again, moves no money', async () => {
  const order = await awaitingPayment(buyer.token, sugar());
  await paid(buyer.token, order);
  const hook = await signedByProvider(await providerOrderIdOf(order.payment.paymentId));
  const [before, trial] = [await moneyOf(order.orderId), await trialBalance()];
  expect(before.lines).toMatchObject([{ kind: 'capture' }]);
  for (const _ of ['captured', 'sent again', 'and again']) {
    const answer = await call('POST /v1/hooks/payments/midtrans', { body: hook });
    expect([answer.status, answer.body]).toEqual([200, { received: true }]);
  }
  expect(await moneyOf(order.orderId)).toEqual(before);
  expect(await trialBalance()).toEqual(trial);
  // Whatever a hook may have set off is done once a later payment has gone the whole way.
  const later = await awaitingPayment(buyer.token, sugar());
  await paid(buyer.token, later);
  const [after, laterMoney] = [await moneyOf(order.orderId), await moneyOf(later.orderId)];
  expect(after.lines).toEqual(before.lines);
  expect(after.pendingRupiah - before.pendingRupiah).toBe(laterMoney.lines[0].pendingRupiah);
  const sums = await trialBalance();
  expect(sums.totalDebitRupiah).toBe(sums.totalCreditRupiah);
});

test('a captured hook opens nothing for another payment, another amount or another state', async () => {
  const order = await awaitingPayment(buyer.token, sugar());
  const other = await awaitingPayment(buyer.token, sugar());
  const hook = await signedByProvider(await providerOrderIdOf(order.payment.paymentId));
  const providerOrderId = await providerOrderIdOf(other.payment.paymentId);
  for (const change of [{ order_id: providerOrderId }, { gross_amount: '1.00' }, { status_code: '200' }]) {
    const answer = await call('POST /v1/hooks/payments/midtrans', { body: { ...hook, ...change } });
    expect([change, answer.status, answer.body.code]).toEqual([change, 401, 'hook-signature-wrong']);
  }
  // Nobody signs the state, so it is never believed.
  const lie = await call('POST /v1/hooks/payments/midtrans', { body: { ...hook, transaction_status: 'settlement' } });
  expect(lie.status).toBe(200);
  const later = await awaitingPayment(buyer.token, sugar());
  await paid(buyer.token, later);
  for (const { orderId } of [order, other])
    expect((await must(`GET /v1/orders/${orderId}`, { token: buyer.token })).status).toBe('awaiting_payment');
});

const HEADERS = new Set([
  'auto-submitted',
  'content-language',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'subject',
  'to',
]);

const expectOneMail = async (mail: Mail, email: string): Promise<void> => {
  const { headers } = await rawMail(mail);
  const names = headers.map((line) => line.split(':', 1)[0]?.toLowerCase() ?? '');
  expect(names.filter((header) => !HEADERS.has(header))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(mail.to.map(({ address }) => address)).toEqual([email]);
  expect(mail.html ?? '').not.toMatch(/<img src=x|<a href="https:\/\/evil/);
};

test.each([
  ['commas and an address', 'Dewi, "Bos" <korban@wadah.test>, Budi'],
  ['a word that is encoded as headers are', '=?UTF-8?B?RGV3aQ0KQmNjOiBrb3JiYW5Ad2FkYWgudGVzdA==?='],
  ['what a spreadsheet would run', '=HYPERLINK("https://evil.test")'],
  ['HTML', '<img src=x onerror=alert(1)><a href="https://evil.test">Hadiah</a>'],
  ['letters beyond ASCII', 'Déwi – “Sari” 🌾'],
])('a name with %s adds no header and no recipient to a mail, and no markup', async (_what, name) => {
  const email = `buyer-${crypto.randomUUID()}@wadah.test`;
  await must('POST /v1/accounts', { body: { email, password, name, locale: 'id' } });
  const mail = await mailed(email, '');
  await expectOneMail(mail, email);
});

test('the mails of an order, which name the buyer, have one recipient and no header of the buyer’s making', async () => {
  const name = '"Dewi" <korban@wadah.test>, =?UTF-8?B?DQpCY2M6IGtvcmJhbkB3YWRhaC50ZXN0?= <img src=x>';
  const { email, token } = await newBuyer(name);
  const { orderNumber } = await paid(token, await awaitingPayment(token, sugar()));
  const mail = await mailed(email, orderNumber);
  await expectOneMail(mail, email);
  const { headers } = await rawMail(mail);
  expect(headers.find((line) => line.startsWith('To:'))).toMatch(/^To: ("|=\?).* <buyer-[^<>]+>$/);
});

test.each([
  'Dewi\r\nBcc: korban@wadah.test',
  'Dewi\nSubject: x',
  'Dewi\rx',
  'Dewi\u0000',
  'Dewi\u0085x',
  'Dewi\u2028x',
  'Dewi\u2029x',
  '\t=1+1',
])('a name with a line break is refused: %j', async (name) => {
  const email = `buyer-${crypto.randomUUID()}@wadah.test`;
  expect(await call('POST /v1/accounts', { body: { email, password, name } })).toMatchObject({ status: 400 });
  expect(await call('PATCH /v1/me', { token: buyer.token, body: { name } })).toMatchObject({ status: 400 });
});

test.each(['a@wadah.test\r\nBcc: b@wadah.test', 'a@wadah.test,b@wadah.test', '"a\r\n"@wadah.test', 'A <a@wadah.test>', 'a@wadah.test>'])(
  'an address that is more than one is refused: %j',
  async (email) => {
    expect(await call('POST /v1/accounts', { body: { email, password, name: 'A' } })).toMatchObject({ status: 400 });
  },
);

// Nothing here exports CSV: lists are JSON alone, so what a spreadsheet would run stays text, and no browser guesses at its type.
test.each(['=HYPERLINK("https://evil.test")', '+1+1', '-1+1', '@SUM(1)'])(
  'a name that a spreadsheet would run, %j, comes back as the text it was, as JSON and as nothing else',
  async (name) => {
    await must('PATCH /v1/me', { token: buyer.token, body: { name } });
    const me = await call('GET /v1/me', { token: buyer.token, headers: { accept: 'text/csv' } });
    expect(me.body.name).toBe(name);
    expect(me.headers.get('content-type')).toContain('application/json');
    expect(me.headers.get('x-content-type-options')).toBe('nosniff');
  },
);
