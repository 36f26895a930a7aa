import { command, ordered, partOf, twoSellers, type Ordered, type TwoSellers } from './support/after-sale.ts';
import { clockAhead, DAY_MS, HOUR_MS, MINUTE_MS } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { call, callAt, must, sandboxUrl, type Answer } from './support/http.ts';
import { confirmed, mailed, newBuyer, operatorToken, signIn, unconfirmed } from './support/people.ts';
import { orderBecomes, shipped, switchPayment } from './support/shopping.ts';

let sellers: TwoSellers;
beforeAll(async () => {
  sellers = await twoSellers();
}, 60_000);
afterEach(async () => {
  clockAhead(0);
  const trial = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  expect(trial.totalDebitRupiah).toBe(trial.totalCreditRupiah);
});

type Owed = Ordered & { readonly refundId: string };

const refundBecomes = (token: string, orderId: string, status: string): Promise<any> =>
  orderBecomes(token, orderId, ({ refunds }) => refunds.length === 1 && refunds[0].status === status, `a refund that is ${status}`);

/** Paid by virtual account; the first part is received, the second seller refuses, so that its part alone is owed to a bank account. */
const owedByTransfer = async (): Promise<Owed> => {
  const { buyer, order: waiting } = await ordered(sellers, 'va_banten');
  await callAt(sandboxUrl(), `POST /simulator/va/${waiting.payment.vaNumber}/payment`, { body: {} });
  const order = await orderBecomes(buyer.token, waiting.orderId, ({ status }) => status === 'paid', 'paid');
  const received = partOf(order, sellers.first).sellerOrderId;
  await shipped(sellers.first.token, received);
  await command(received, 'receipt', { token: buyer.token });
  const { token } = sellers.second;
  const { sellerOrderId } = partOf(order, sellers.second);
  for (const _ of ['first', 'again']) await command(sellerOrderId, 'rejection', { token, body: { reason: 'out_of_stock' } });
  const { refunds } = await refundBecomes(buyer.token, order.orderId, 'account_needed');
  return { buyer, order, refundId: refunds[0].refundId };
};

const account = { bank: 'bca', number: '1234567890', holder: 'Dewi Anggraini' };
const otherAccount = { ...account, bank: 'bni', number: '9876543210' };

type Given = { readonly token: string; readonly key?: string; readonly named?: typeof account };

const giveAccount = (refundId: string, { token, key = crypto.randomUUID(), named = account }: Given): Promise<Answer> =>
  call(`PUT /v1/refunds/${refundId}/account`, { token, body: named, headers: { 'idempotency-key': key } });

const soughtFor = (order: any): string => `Kami memerlukan rekening Anda untuk mengembalikan uang pesanan ${order.orderNumber}`;

/**
 * Tokens live fifteen minutes, so whoever looks after a jump of the clock signs in again. The provider is asked again after seconds that
 * grow; each look lets one pass.
 */
const later = async ({ buyer, order }: Owed, aheadMs: number, status: string): Promise<void> => {
  let ahead = aheadMs;
  clockAhead(ahead);
  const token = await signIn(buyer.email);
  await eventually(`a refund that is ${status}`, async () => {
    clockAhead((ahead += 1_000));
    const { refunds } = await must(`GET /v1/orders/${order.orderId}`, { token });
    return refunds.length === 1 && refunds[0].status === status;
  });
};

test('who paid by virtual account names a bank account, alone, confirmed and masked', async () => {
  const { buyer, order, refundId } = await owedByTransfer();
  await mailed(buyer.email, soughtFor(order));
  expect((await giveAccount(refundId, { token: await unconfirmed(buyer.email) })).body.code).toBe('confirmation-required');
  expect((await giveAccount(refundId, { token: await confirmed((await newBuyer()).token) })).status).toBe(404);
  const token = await confirmed(buyer.token);
  const keyless = await call(`PUT /v1/refunds/${refundId}/account`, { token, body: account });
  expect(keyless.body.code).toBe('idempotency-key-required');
  const given = await giveAccount(refundId, { token });
  expect(given).toMatchObject({ status: 200, body: { account: { bank: 'bca', holder: account.holder } } });
  await mailed(buyer.email, `Rekening untuk pengembalian uang pesanan ${order.orderNumber}`);
  for (const body of [given.body, await must(`GET /v1/refunds/${refundId}`, { token })]) {
    expect(JSON.stringify(body)).not.toContain(account.number);
  }
});

test('the transfer starts after a day, in which the account may be replaced, and is made once however often it is asked for', async () => {
  const owed = await owedByTransfer();
  const { buyer, refundId } = owed;
  const token = await confirmed(buyer.token);
  const key = crypto.randomUUID();
  const [first, again] = [await giveAccount(refundId, { token, key }), await giveAccount(refundId, { token, key })];
  expect(again.body).toEqual(first.body);
  expect((await giveAccount(refundId, { token, key, named: { ...account, number: '5555500000' } })).status).toBe(422);
  expect((await giveAccount(refundId, { token, named: otherAccount })).status).toBe(200);
  await later(owed, 24 * HOUR_MS + MINUTE_MS, 'completed');
  const replaced = await giveAccount(refundId, { token: await signIn(buyer.email) });
  expect([replaced.status, replaced.body.code]).toEqual([409, 'refund-state']);
  const payouts = (await callAt(sandboxUrl(), 'GET /simulator/payouts')).body.items;
  const made = payouts.filter((payout: unknown) => JSON.stringify(payout).includes(refundId));
  expect(made).toEqual([expect.objectContaining({ beneficiaryBank: otherAccount.bank })]);
});

test('a transfer that the bank sends back is owed again, and goes to the account that the buyer names next', async () => {
  const owed = await owedByTransfer();
  const { buyer, order, refundId } = owed;
  await switchPayment(`${refundId}-2`, { transfer: { mode: 'bounced_later', bouncedAfterMs: 5 * MINUTE_MS } });
  await giveAccount(refundId, { token: await confirmed(buyer.token) });
  await later(owed, DAY_MS + MINUTE_MS, 'completed');
  await later(owed, DAY_MS + 10 * MINUTE_MS, 'account_needed');
  await mailed(buyer.email, soughtFor(order), 2);
  expect((await giveAccount(refundId, { token: await signIn(buyer.email), named: otherAccount })).status).toBe(200);
  await later(owed, 2 * DAY_MS + 20 * MINUTE_MS, 'completed');
  await mailed(buyer.email, `Uang untuk pesanan ${order.orderNumber} sudah dikembalikan`, 2);
});

test('a buyer who names no account is reminded after a day, and three days after the account was needed', async () => {
  const { buyer, order } = await owedByTransfer();
  await mailed(buyer.email, soughtFor(order), 1);
  clockAhead(DAY_MS + MINUTE_MS);
  await mailed(buyer.email, soughtFor(order), 2);
  clockAhead(3 * DAY_MS + 2 * MINUTE_MS);
  await mailed(buyer.email, soughtFor(order), 3);
});
