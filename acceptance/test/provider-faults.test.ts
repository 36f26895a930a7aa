import { createHash } from 'node:crypto';
import { eventually } from './support/eventually.ts';
import { call, callAt, must, sandboxUrl } from './support/http.ts';
import { newBuyer, operatorToken, sellerOf, type Seller } from './support/people.ts';
import {
  awaitingPayment,
  byCourier,
  cartWith,
  expireAtProvider,
  orderBecomes,
  paid,
  payQris,
  place,
  providerOrderIdOf,
  switchPayment,
} from './support/shopping.ts';

let seller: Seller;
const wishes = () => [{ sellerId: seller.sellerId, sku: 'CEPLIS-MANIS-250G', quantity: 1 }];
const instructed = async (token: string, orderId: string): Promise<any> => {
  const order = await must(`GET /v1/orders/${orderId}`, { token });
  return order.status === 'awaiting_payment' ? order : undefined;
};
const switchAll = (switches: unknown) => callAt(sandboxUrl(), 'PUT /simulator/switches', { body: switches });

const waiting = async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  return { buyer, order, providerOrderId: await providerOrderIdOf(order.payment.paymentId) };
};

const chargesOf = async (paymentId: string): Promise<readonly { readonly status: string }[]> => {
  const { body } = await callAt(sandboxUrl(), 'GET /simulator/payments?limit=100');
  return body.items.filter(({ orderId }: { orderId: string }) => orderId.includes(paymentId));
};

/** Payment lets a quarter of a minute pass before it asks again, so this is begun first and looked at last. */
const withLostAnswer = async () => {
  const buyer = await newBuyer();
  const cartId = await cartWith(buyer.token, wishes());
  await switchAll({ answers: { charge: { mode: 'html', applied: true } } });
  const { orderId, payment } = (await place(buyer.token, cartId, { wait: false, deliveries: byCourier(wishes()) })).body;
  await eventually('a first charge at the provider', async () => (await chargesOf(payment.paymentId)).length === 1);
  await switchAll({});
  return { buyer, orderId, paymentId: payment.paymentId };
};
let lost: Awaited<ReturnType<typeof withLostAnswer>>;

beforeAll(async () => {
  seller = await sellerOf('seller-04@wadah.test');
  lost = await withLostAnswer();
}, 30_000);
afterEach(async () => {
  await switchAll({});
  const trial = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  expect(trial.totalDebitRupiah).toBe(trial.totalCreditRupiah);
});

test.each(['late', 'out_of_order', 'wrong_signature', 'false_state'])(
  'hooks that come %s pay the order once',
  async (mode) => {
    const { buyer, order, providerOrderId } = await waiting();
    await switchPayment(providerOrderId, { hooks: { mode, delayMs: 500 } });
    await payQris(order.payment.qrString);
    const open = await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'paid', `paid by ${mode} hooks`);
    expect(open.sellerOrders.map(({ status }: { status: string }) => status)).toEqual(['opened']);
    expect(open.refunds).toEqual([]);
  },
  45_000,
);

test('a hook that says "paid" of what is unpaid pays nothing', async () => {
  const { buyer, order, providerOrderId } = await waiting();
  await switchPayment(providerOrderId, { hooks: { mode: 'false_state' } });
  await callAt(sandboxUrl(), `POST /simulator/payments/${providerOrderId}/notification`, { body: {} });
  await eventually(
    'payment to have asked',
    async () => (await must(`GET /v1/payments/${order.payment.paymentId}`, { token: buyer.token })).status === 'requested',
  );
  expect(await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token })).toMatchObject({ status: 'awaiting_payment' });
});

test.each(['error_body_200'])(
  'a provider that answers the status by %s for a while is asked again until it tells',
  async (mode) => {
    const { buyer, order, providerOrderId } = await waiting();
    await switchPayment(providerOrderId, { answers: { status: { mode } } });
    await payQris(order.payment.qrString);
    const seen = await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token });
    expect(seen.status).toBe('awaiting_payment');
    await switchPayment(providerOrderId, {});
    await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'paid', 'paid after all');
  },
  60_000,
);

test('a refund that the provider refuses to hear for a while is paid out once', async () => {
  const { buyer, order, providerOrderId } = await waiting();
  const open = await paid(buyer.token, order);
  await switchPayment(providerOrderId, { answers: { refund: { mode: 'http_500', applied: true } } });
  await must(`POST /v1/seller-orders/${open.sellerOrders[0].sellerOrderId}/rejection`, {
    token: seller.token,
    body: { reason: 'damaged' },
  });
  await eventually(
    'the refund to be tried',
    async () => (await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token })).refunds.length === 1,
  );
  await switchPayment(providerOrderId, {});
  await orderBecomes(buyer.token, order.orderId, ({ refunds }) => refunds[0]?.status === 'completed', 'refunded');
  const { body } = await callAt(sandboxUrl(), `GET /simulator/payments/${providerOrderId}`);
  expect(JSON.stringify(body).match(/"refund_?[kK]ey"/g)?.length ?? 1).toBe(1);
}, 60_000);

test('money that comes for an order its buyer has cancelled goes back whole', async () => {
  const { buyer, order, providerOrderId } = await waiting();
  await switchPayment(providerOrderId, { captureAfterExpiry: true });
  await must(`POST /v1/orders/${order.orderId}/cancellation`, { token: buyer.token });
  await eventually(
    'the charge to be void',
    async () => (await must(`GET /v1/payments/${order.payment.paymentId}`, { token: buyer.token })).status === 'voided',
  );
  await payQris(order.payment.qrString);
  const after = await orderBecomes(buyer.token, order.orderId, ({ refunds }) => refunds[0]?.status === 'completed', 'refunded');
  expect(after).toMatchObject({ status: 'cancelled', refunds: [{ amountRupiah: order.totalRupiah }] });
}, 45_000);

test('an order that runs out at the provider is expired and gives its cart back', async () => {
  const { buyer, order, providerOrderId } = await waiting();
  await expireAtProvider(providerOrderId);
  const after = await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'expired', 'expired');
  expect(after.refunds).toEqual([]);
  expect(await must(`GET /v1/payments/${order.payment.paymentId}`, { token: buyer.token })).toMatchObject({ status: 'expired' });
});

test('a rightly formed hook that is signed with a guessed key changes nothing', async () => {
  const { buyer, order, providerOrderId } = await waiting();
  const grossAmount = `${order.totalRupiah}.00`;
  const signature = createHash('sha512').update(`${providerOrderId}200${grossAmount}guessed`).digest('hex');
  const body = { order_id: providerOrderId, status_code: '200', gross_amount: grossAmount, transaction_status: 'settlement' };
  const answer = await call('POST /v1/hooks/payments/midtrans', { body: { ...body, signature_key: signature } });
  expect([answer.status, answer.body.code]).toEqual([401, 'hook-signature-wrong']);
  expect((await call('POST /v1/hooks/payments/nobody', { body: { ...body, signature_key: signature } })).status).toBe(404);
  expect((await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token })).status).toBe('awaiting_payment');
});

test('a hook of 65 kB is refused before it is looked at', async () => {
  const answer = await call('POST /v1/hooks/payments/midtrans', { raw: JSON.stringify({ order_id: 'x'.repeat(66_000) }) });
  expect(answer.status).toBe(413);
});

test('a charge whose answer was lost is taken back before another is made, so that one alone can be paid', async () => {
  const { buyer, orderId, paymentId } = lost;
  const order = await eventually('the instructions of a second charge', () => instructed(buyer.token, orderId), 40_000);
  await paid(buyer.token, order);
  expect((await chargesOf(paymentId)).map(({ status }) => status).sort()).toEqual(['cancel', 'settlement']);
}, 60_000);
