import { eventually } from './support/eventually.ts';
import { call, must, type Answer } from './support/http.ts';
import { mailsTo, newBuyer, operatorToken, password, sellerOf, type Seller } from './support/people.ts';
import { awaitingPayment, byCourier, cartWith, orderBecomes, paid, payQris, place, shipped, variantOf } from './support/shopping.ts';

let seller: Seller;
const wishes = () => [{ sellerId: seller.sellerId, sku: 'TEPUNG-BENENG-1KG', quantity: 1 }];
const statuses = (answers: readonly Answer[]): readonly number[] => answers.map(({ status }) => status).sort();

beforeAll(async () => {
  seller = await sellerOf('seller-04@wadah.test');
});
afterAll(async () => {
  const trial = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  expect(trial.totalDebitRupiah).toBe(trial.totalCreditRupiah);
});

test('an order that is paid and cancelled at the same moment is either fulfilled or refunded whole', async () => {
  for (const _ of [1, 2, 3]) {
    const buyer = await newBuyer();
    const order = await awaitingPayment(buyer.token, wishes());
    const cancel = () => call(`POST /v1/orders/${order.orderId}/cancellation`, { token: buyer.token });
    const [payment, cancellation] = await Promise.all([payQris(order.payment.qrString), cancel()]);
    expect([200, 409]).toContain(cancellation.status);
    const settled = await orderBecomes(
      buyer.token,
      order.orderId,
      ({ status, refunds }) =>
        status === 'paid' || (status === 'cancelled' && (payment.status !== 200 || refunds[0]?.status === 'completed')),
      'settled',
    );
    expect(settled.status).toBe(cancellation.status === 200 ? 'cancelled' : 'paid');
    if (settled.status === 'cancelled' && payment.status === 200) expect(settled.refunds[0].amountRupiah).toBe(order.totalRupiah);
  }
}, 60_000);

test('a seller order that is accepted and refused at the same moment ends in one way, and its money goes the same way', async () => {
  const buyer = await newBuyer();
  const open = await paid(buyer.token, await awaitingPayment(buyer.token, wishes()));
  const path = `POST /v1/seller-orders/${open.sellerOrders[0].sellerOrderId}`;
  const answers = await Promise.all([
    call(`${path}/acceptance`, { token: seller.token }),
    call(`${path}/rejection`, { token: seller.token, body: { reason: 'damaged' } }),
    call(`${path}/rejection`, { token: seller.token, body: { reason: 'damaged' } }),
  ]);
  expect(answers.slice(1).every(({ status }) => status === 200)).toBe(true);
  const after = await orderBecomes(buyer.token, open.orderId, ({ refunds }) => refunds[0]?.status === 'completed', 'refunded');
  expect(after).toMatchObject({ status: 'closed', outcome: 'refunded', refunds: [{ amountRupiah: open.totalRupiah }] });
  expect(after.refunds).toHaveLength(1);
});

test('a receipt that comes five times at once pays the seller once', async () => {
  const buyer = await newBuyer();
  const open = await paid(buyer.token, await awaitingPayment(buyer.token, wishes()));
  const { sellerOrderId } = open.sellerOrders[0];
  await shipped(seller.token, sellerOrderId);
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(() => call(`POST /v1/seller-orders/${sellerOrderId}/receipt`, { token: buyer.token })),
  );
  expect(statuses(answers)).toEqual([200, 200, 200, 200, 200]);
  const lines = await eventually('the line of the statement', async () => {
    const { items } = await must(`GET /v1/sellers/${seller.sellerId}/statement?limit=100`, { token: seller.token });
    const own = items.filter((item: { sellerOrderId: string }) => item.sellerOrderId === sellerOrderId);
    return own.length > 0 ? own : undefined;
  });
  expect(lines).toHaveLength(1);
});

test('one cart ordered ten times at once makes one order', async () => {
  const buyer = await newBuyer();
  const cartId = await cartWith(buyer.token, wishes());
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => place(buyer.token, cartId, { wait: false, deliveries: byCourier(wishes()) })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const { status, body } of answers.filter((answer) => answer.status !== 201))
    expect([status, body.code]).toEqual([409, 'cart-ordered']);
  expect((await must('GET /v1/orders', { token: buyer.token })).items).toHaveLength(1);
});

test('six orders of a new account at once take two places', async () => {
  const buyer = await newBuyer();
  const carts = await Promise.all(Array.from({ length: 6 }, () => cartWith(buyer.token, wishes())));
  const answers = await Promise.all(carts.map((cartId) => place(buyer.token, cartId, { wait: false, deliveries: byCourier(wishes()) })));
  expect(statuses(answers)).toEqual([201, 201, 429, 429, 429, 429]);
});

test('one code used twice at once opens one session', async () => {
  const email = `orang-${crypto.randomUUID()}@wadah.test`;
  const { registrationId } = await must('POST /v1/accounts', { body: { email, password, name: 'Orang Uji' } });
  const code = await eventually('the code', async () => /\b(\d{6})\b/.exec((await mailsTo(email))[0]?.text ?? '')?.[1]);
  const answers = await Promise.all([1, 2, 3].map(() => call('POST /v1/accounts/verification', { body: { registrationId, code } })));
  expect(statuses(answers)).toEqual([201, 422, 422]);
});

test('stock that is held for an unpaid order cannot be taken away', async () => {
  const buyer = await newBuyer();
  const { listingId, variantId } = await variantOf(wishes()[0]!);
  await awaitingPayment(buyer.token, wishes());
  const path = `/v1/listings/${listingId}/variants/${variantId}/stock`;
  expect(await call(`PUT ${path}`, { token: seller.token, body: { onHand: 0 } })).toMatchObject({
    status: 409,
    body: { code: 'stock-below-held' },
  });
});

test('twenty changes of stock at once all count', async () => {
  const { listingId, variantId } = await variantOf({ sellerId: seller.sellerId, sku: 'KERIPIK-BENENG-BALADO' });
  const adjust = (by: number) =>
    call(`POST /v1/listings/${listingId}/variants/${variantId}/stock-adjustments`, {
      token: seller.token,
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: { by, reason: 'count' },
    });
  const before = (await adjust(1)).body.onHand;
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => adjust(index % 2 === 0 ? 2 : -1)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect((await adjust(-1)).body.onHand).toBe(before + 9);
});
