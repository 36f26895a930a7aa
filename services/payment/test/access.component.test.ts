import { eventually } from '@wadah/testing';
import { completed, newOrder, openPayment, openSuite, paidPayment, type Suite, type TestOrder } from './support/suite.ts';

let suite: Suite;
let order: TestOrder;

beforeAll(async () => {
  suite = await openSuite();
  order = newOrder();
  await paidPayment(suite, order);
  for (const part of order.parts) await suite.publisher.publish(completed(order, part), { sequence: 4 });
  await eventually('entries', async () => (await suite.service.chassis.mongo.collection('journal').countDocuments()) === 3);
}, 60_000);
afterAll(() => suite.end());

const token = (role?: 'operator' | 'auditor', accountId = 'acc_somebody') =>
  suite.tokens.user({ accountId, roles: role === undefined ? [] : [role], now: suite.now() });

const member = (role: 'seller_owner' | 'seller_staff') =>
  suite.tokens.user({
    accountId: 'acc_member',
    memberships: [{ organisationId: order.parts[0].sellerId, kind: 'seller', role }],
    now: suite.now(),
  });

test('a payment is its buyer’s, an operator’s and an auditor’s to read; to anyone else it does not exist', async () => {
  const path = `/v1/payments/${order.paymentId}`;
  const answers = [token(undefined, order.buyerId), token('operator'), token('auditor'), token()].map((one) => suite.get(path, one));
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 404]);
  expect((await suite.get(path)).status).toBe(401);
  expect((await suite.get('/v1/payments/pay_none', token('operator'))).status).toBe(404);
});

test('a payment and a statement say their states in the account’s own language', async () => {
  const buyer = (locale: 'id' | 'en') => suite.tokens.user({ accountId: order.buyerId, locale, now: suite.now() });
  const seen = async (locale: 'id' | 'en') => (await suite.get(`/v1/payments/${order.paymentId}`, buyer(locale))).body;
  expect(await seen('en')).toMatchObject({ statusText: 'Paid', sellerOrders: [{ escrowText: 'The money went to the seller' }, {}] });
  expect(await seen('id')).toMatchObject({
    statusText: 'Sudah dibayar',
    sellerOrders: [{ escrowText: 'Dana diteruskan kepada penjual' }, {}],
  });
  const { body } = await suite.get(`/v1/sellers/${order.parts[0].sellerId}/statement`, member('seller_owner'));
  expect(body['items']).toMatchObject([{ kindText: 'Dana diteruskan kepada penjual' }, { kindText: 'Dana pembeli masuk' }]);
});

test('how to pay is shown to the buyer alone', async () => {
  const open = newOrder();
  await openPayment(suite, open);
  const seen = async (one: string) => (await suite.get(`/v1/payments/${open.paymentId}`, one)).body;
  expect(await seen(token(undefined, open.buyerId))).toMatchObject({ status: 'requested', qrString: expect.any(String) });
  expect(await seen(token('operator'))).not.toHaveProperty('qrString');
});

test('a balance and a statement are the owner’s to read; staff may not, and strangers find no such seller', async () => {
  for (const route of ['balance', 'statement']) {
    const path = `/v1/sellers/${order.parts[0].sellerId}/${route}`;
    const answers = [member('seller_owner'), token('operator'), token('auditor'), member('seller_staff'), token()].map((one) =>
      suite.get(path, one),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 403, 404]);
    expect((await suite.get(`/v1/sellers/sel_unknown/${route}`, token('operator'))).body).toMatchObject({ code: 'seller-not-found' });
  }
});

test('the trial balance is for operators and auditors, and debit equals credit', async () => {
  const answers = [token('operator'), token('auditor'), member('seller_owner')].map((one) => suite.get('/v1/ledger/trial-balance', one));
  const [first, , third] = await Promise.all(answers);
  expect(first?.body).toMatchObject({ totalDebitRupiah: 200_000, totalCreditRupiah: 200_000 });
  expect(third?.status).toBe(403);
});

test('a statement is paged by a cursor that no other seller’s list takes', async () => {
  const [{ sellerId }, other] = order.parts;
  for (let extra = 0; extra < 2; extra += 1) {
    const more = newOrder();
    const again = { ...more, parts: [{ ...more.parts[0], sellerId }, more.parts[1]] as const };
    await paidPayment(suite, again);
    await suite.publisher.publish(completed(again, again.parts[0]), { sequence: 4 });
    await suite.publisher.publish(completed(again, again.parts[1]), { sequence: 5 });
  }
  const list = async (query: string, seller = sellerId) => suite.get(`/v1/sellers/${seller}/statement?${query}`, token('operator'));
  await eventually('three purchases', async () => ((await list('limit=100')).body['items'] as unknown[]).length === 6);
  const first = (await list('limit=4')).body as { items: { kind: string; amountRupiah: number }[]; nextCursor: string };
  const second = (await list(`limit=4&cursor=${first.nextCursor}`)).body as typeof first;
  const lines = [...first.items, ...second.items];
  expect(lines.map(({ amountRupiah }) => amountRupiah)).toEqual([75_800, 0, 75_800, 0, 75_800, 0]);
  expect(lines[4]).toMatchObject({
    kind: 'release',
    orderNumber: 'WDH-20261124-TEST01',
    entryId: `${order.parts[0].sellerOrderId}:release:1`,
    grossRupiah: 79_000,
    commissionRupiah: 3_200,
  });
  expect((await list(`cursor=${first.nextCursor}`, other.sellerId)).body).toMatchObject({ code: 'cursor-invalid' });
});

test('the list and the look for refunds are answered from indexes', async () => {
  const { mongo } = suite.service.chassis;
  const plans = await Promise.all([
    mongo.collection('journal').find({ 'lines.account': 'seller-balance:x' }).sort({ at: -1, _id: -1 }).explain('queryPlanner'),
    mongo.collection('payments').find({ refundIds: 'ref_x' }).explain('queryPlanner'),
  ]);
  for (const plan of plans) expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
});
