import { randomUUID } from 'node:crypto';
import { eventually } from '@wadah/testing';
import { newOrder, openSuite, paidByVa, paidPayment, sellerCancelled, type Suite, type TestOrder } from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
}, 60_000);
afterAll(() => suite.end());

const daySeconds = 86_400;
const account = { bank: 'bank_banten', number: '0412345678', holder: 'Siti Rahayu' };
const refundIdOf = ({ parts }: TestOrder) => parts[0].sellerOrderId.replace('so_', 'ref_');

const confirmedToken = (accountId: string) => suite.tokens.user({ accountId, now: suite.now(), confirmedAt: suite.now() });

const give = (order: TestOrder, { by = order.buyerId, key = randomUUID(), body = account } = {}) =>
  suite.put(`/v1/refunds/${refundIdOf(order)}/account`, body, { authorization: `Bearer ${confirmedToken(by)}`, 'idempotency-key': key });

const refundOf = async (order: TestOrder) => {
  const token = suite.tokens.user({ accountId: 'acc_operator', roles: ['operator'], now: suite.now() });
  return (await suite.get(`/v1/refunds/${refundIdOf(order)}`, token)).body;
};

/** Paid by virtual account, refused by its seller: 79,000 rupiah wait for an account. */
const needingAccount = async () => {
  const order = newOrder();
  await paidByVa(suite, order);
  await suite.publisher.publish(sellerCancelled(order, order.parts[0]), { sequence: 3 });
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId });
  return order;
};

const transfersOf = async (order: TestOrder) =>
  (await suite.sandbox.payouts()).filter(({ idempotencyKey }) => String(idempotencyKey).startsWith(refundIdOf(order))).length;

/** The hold is over, and the provider has paid out; a question may have to be repeated. */
const untilStatus = (order: TestOrder, status: string) =>
  eventually(
    `the refund is ${status}`,
    async () => {
      if ((await refundOf(order))['status'] === status) return true;
      suite.advance(20);
      return false;
    },
    { everyMs: 250, timeoutMs: 20_000 },
  );

test('the buyer names an account, may replace it within the hold, and is paid there by one transfer', async () => {
  const order = await needingAccount();
  expect((await give(order, { body: { ...account, number: '1111111111' } })).status).toBe(200);
  const given = await give(order);
  expect(given).toMatchObject({ status: 200, body: { status: 'account_needed', account: { bank: 'bank_banten', number: '••••••5678' } } });
  expect(await transfersOf(order)).toBe(0);
  suite.advance(daySeconds + 1);
  await untilStatus(order, 'completed');
  const [done] = await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(done?.data).toMatchObject({ amountRupiah: 79_000 });
  expect(await transfersOf(order)).toBe(1);
  expect(await give(order)).toMatchObject({ status: 409, body: { code: 'refund-state', currentStatus: 'completed' } });
  expect(suite.events.of('refund.account-given.v1', order.paymentId)).toHaveLength(2);
}, 40_000);

test('the account is the buyer’s alone to give, needs a confirmed token and a key, and is never readable', async () => {
  const order = await needingAccount();
  const path = `/v1/refunds/${refundIdOf(order)}/account`;
  const plain = suite.tokens.user({ accountId: order.buyerId, now: suite.now() });
  const operator = suite.tokens.user({ accountId: 'acc_op', roles: ['operator'], now: suite.now(), confirmedAt: suite.now() });
  const put = (token: string, headers: Readonly<Record<string, string>> = { 'idempotency-key': randomUUID() }) =>
    suite.put(path, account, { authorization: `Bearer ${token}`, ...headers });
  expect((await put(plain)).body).toMatchObject({ code: 'confirmation-required' });
  expect((await put(confirmedToken(order.buyerId), {})).body).toMatchObject({ code: 'idempotency-key-required' });
  expect((await put(operator)).body).toMatchObject({ code: 'refund-not-found' });
  expect((await give(order, { by: 'acc_other' })).body).toMatchObject({ code: 'refund-not-found' });
  for (const wrong of [{ number: '12' }, { bank: 'bank_of_nowhere' }, { holder: 'Siti\nRahayu' }, { extra: 1 }])
    expect((await give(order, { body: { ...account, ...wrong } })).status).toBe(400);
  expect((await give(order)).status).toBe(200);
  const stored = JSON.stringify(await suite.service.chassis.mongo.collection('payments').findOne({ _id: order.paymentId }));
  expect(stored + JSON.stringify(suite.events.events)).not.toContain(account.number);
  expect(JSON.stringify(await refundOf(order))).not.toContain(account.number);
});

test('an account given twice under one key is given once, and of eight at once all are answered', async () => {
  const order = await needingAccount();
  const key = randomUUID();
  const [first, again] = [await give(order, { key }), await give(order, { key })];
  expect(again.body).toEqual(first.body);
  expect(suite.events.of('refund.account-given.v1', order.paymentId).length).toBeLessThanOrEqual(1);
  const racing = await Promise.all(Array.from({ length: 8 }, () => give(order)));
  expect(new Set(racing.map(({ status }) => status))).toEqual(new Set([200]));
});

test('reminders go on while the hold runs', async () => {
  const order = await needingAccount();
  suite.advance(daySeconds / 2);
  await give(order);
  suite.advance(daySeconds / 2 + 60);
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId, count: 2 });
  expect(await refundOf(order)).toMatchObject({ status: 'account_needed', account: { number: '••••••5678' } });
});

test.each([
  ['refused at once', { mode: 'refused' }],
  ['rejected by the bank', { mode: 'rejected' }],
])(
  'a transfer %s clears the account, and the next one has a number of its own',
  async (_how, transfer) => {
    const order = await needingAccount();
    await suite.sandbox.switches(`${refundIdOf(order)}-2`, { transfer });
    await give(order);
    suite.advance(daySeconds + 1);
    await eventually(
      'the account is cleared',
      async () => {
        suite.advance(10);
        return (await refundOf(order))['account'] === undefined;
      },
      { everyMs: 250, timeoutMs: 20_000 },
    );
    expect(await refundOf(order)).toMatchObject({ status: 'account_needed' });
    expect((await give(order)).status).toBe(200);
    suite.advance(daySeconds + 1);
    await untilStatus(order, 'completed');
  },
  60_000,
);

test('money that the bank sends back after it was paid out is owed again by a reversing entry, and paid again', async () => {
  const order = await needingAccount();
  await suite.sandbox.switches(`${refundIdOf(order)}-2`, { transfer: { mode: 'bounced_later', bouncedAfterMs: 3_600_000 } });
  await give(order);
  suite.advance(daySeconds + 1);
  await untilStatus(order, 'completed');
  suite.advance(6 * 3_600);
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId, count: 2 });
  await eventually(
    'the reversing entry',
    async () => (await suite.service.chassis.mongo.collection('journal').findOne({ _id: `${refundIdOf(order)}:return:2` })) !== null,
  );
  expect((await refundOf(order))['account']).toBeUndefined();
  await give(order);
  suite.advance(daySeconds + 1);
  await untilStatus(order, 'completed');
  const entries = await suite.service.chassis.mongo
    .collection('journal')
    .find({ 'refs.refundId': refundIdOf(order) })
    .toArray();
  expect(entries.map(({ _id }) => String(_id).split(':').slice(1).join(':')).toSorted()).toEqual([
    'owed:1',
    'payout:2',
    'payout:3',
    'return:2',
  ]);
}, 60_000);

test('a transfer whose answer was lost, and which the provider does not find at first, is paid once', async () => {
  const order = await needingAccount();
  const key = `${refundIdOf(order)}-2`;
  const transfer = { mode: 'accepted', unknownForMs: 60_000 };
  await suite.sandbox.switches(key, { transfer, answers: { transfer: { mode: 'http_500', applied: true } } });
  await give(order);
  suite.advance(daySeconds + 1);
  await eventually('taken there', async () => (await transfersOf(order)) === 1);
  await suite.sandbox.switches(key, { transfer });
  await untilStatus(order, 'completed');
  expect(await transfersOf(order)).toBe(1);
}, 40_000);

test('QRIS goes back at the provider, and to an account once the provider’s window is over', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  suite.advance(8 * daySeconds);
  await suite.publisher.publish(sellerCancelled(order, order.parts[0], 'decision'), { sequence: 3 });
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId });
  expect((await give(order)).status).toBe(200);
  suite.advance(daySeconds + 1);
  await untilStatus(order, 'completed');
}, 40_000);

test('a service killed while a transfer is under way asks for it and pays it once', async () => {
  const order = await needingAccount();
  await suite.sandbox.switches(`${refundIdOf(order)}-2`, { answers: { transfer: { mode: 'slow', delayMs: 1_500 } } });
  await give(order);
  suite.advance(daySeconds + 1);
  await eventually('taken there', async () => (await transfersOf(order)) === 1);
  await suite.crashAndRestart();
  await suite.sandbox.switches(`${refundIdOf(order)}-2`, {});
  await untilStatus(order, 'completed');
  expect(await transfersOf(order)).toBe(1);
}, 40_000);

test('a hold and a reminder whose time comes while the sweeper is dead are taken up by the next one, each once', async () => {
  const [held, silent] = [await needingAccount(), await needingAccount()];
  await give(held);
  const restarted = suite.crashAndRestart();
  suite.advance(daySeconds + 1);
  await restarted;
  // What the dead one had published may come again under its number; that is no second reminder.
  const reminders = () => new Set(suite.events.of('refund.account-needed.v1', silent.paymentId).map(({ sequence }) => sequence)).size;
  await eventually('reminded', async () => reminders() >= 2);
  await untilStatus(held, 'completed');
  expect(await transfersOf(held)).toBe(1);
  expect(reminders()).toBe(2);
}, 40_000);
