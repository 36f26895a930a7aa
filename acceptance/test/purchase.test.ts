import { call, must } from './support/http.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo, newBuyer, operatorToken, sellerOf } from './support/people.ts';
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
  shipped,
  switchPayment,
  variantOf,
} from './support/shopping.ts';

type Seller = { readonly token: string; readonly sellerId: string };
let sugar: Seller;
let fish: Seller;
const wishes = () => [
  { sellerId: sugar.sellerId, sku: 'GULA-SEMUT-500G', quantity: 2 },
  { sellerId: fish.sellerId, sku: 'SATE-BANDENG-ORI', quantity: 1 },
];
const sellerOfPart = (part: { sellerId: string }): Seller => (part.sellerId === sugar.sellerId ? sugar : fish);
const partOf = (order: any, seller: Seller): any =>
  order.sellerOrders.find((part: { sellerId: string }) => part.sellerId === seller.sellerId);

const ledgerBalances = async (): Promise<boolean> => {
  const trial = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  return trial.totalDebitRupiah > 0 && trial.totalDebitRupiah === trial.totalCreditRupiah;
};

beforeAll(async () => {
  sugar = await sellerOf('seller-01@wadah.test');
  fish = await sellerOf('seller-08@wadah.test');
});

test('a purchase from two sellers ends with the goods received and the money in both accounts', async () => {
  const buyer = await newBuyer();
  const before = await Promise.all(
    [sugar, fish].map(
      async ({ token, sellerId }) => (await must(`GET /v1/sellers/${sellerId}/balance`, { token })).availableRupiah as number,
    ),
  );
  const stockBefore = await variantOf(wishes()[0]!);

  const order = await awaitingPayment(buyer.token, wishes());
  const open = await paid(buyer.token, order);
  expect(open.sellerOrders.map((part: { status: string }) => part.status)).toEqual(['opened', 'opened']);
  for (const part of open.sellerOrders) await shipped(sellerOfPart(part).token, part.sellerOrderId);
  for (const part of open.sellerOrders) await must(`POST /v1/seller-orders/${part.sellerOrderId}/receipt`, { token: buyer.token });
  const closed = await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'closed', 'closed');
  expect(closed).toMatchObject({ outcome: 'completed', refunds: [] });

  const parts = closed.sellerOrders.map((part: { goodsRupiah: number; shippingRupiah: number }) => part.goodsRupiah + part.shippingRupiah);
  expect(parts[0] + parts[1]).toBe(order.totalRupiah);
  for (const [index, seller] of [sugar, fish].entries()) {
    await eventually(
      `the balance of ${seller.sellerId} grows`,
      async () => (await must(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token })).availableRupiah > before[index]!,
    );
  }
  await eventually(
    'the sold goods have left the stock',
    async () => (await variantOf(wishes()[0]!)).available === stockBefore.available - 2,
  );
  expect(await ledgerBalances()).toBe(true);
});

test('the buyer and each seller are told by mail', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  await eventually('a mail that says how to pay', async () =>
    (await mailsTo(buyer.email)).some(({ text }) => text.includes(order.orderNumber)),
  );
  await paid(buyer.token, order);
  for (const address of ['seller-01@wadah.test', 'seller-08@wadah.test']) {
    await eventually(`a mail to ${address}`, async () => (await mailsTo(address)).some(({ text }) => text.includes(order.orderNumber)));
  }
});

test('a seller’s refusal refunds exactly its part and the other part is fulfilled', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  const open = await paid(buyer.token, order);
  const refused = partOf(open, fish);
  await must(`POST /v1/seller-orders/${refused.sellerOrderId}/rejection`, { token: fish.token, body: { reason: 'out_of_stock' } });
  const refunded = await orderBecomes(
    buyer.token,
    order.orderId,
    ({ refunds }) => refunds.length === 1 && refunds[0].status === 'completed',
    'refunded in part',
  );
  expect(refunded.refunds[0].amountRupiah).toBe(refused.goodsRupiah + refused.shippingRupiah + refused.taxRupiah);
  const kept = partOf(open, sugar);
  await shipped(sugar.token, kept.sellerOrderId);
  await must(`POST /v1/seller-orders/${kept.sellerOrderId}/receipt`, { token: buyer.token });
  expect(await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'closed', 'closed')).toMatchObject({
    outcome: 'partly_refunded',
  });
  expect(await ledgerBalances()).toBe(true);
});

test('a payment that arrives after its time is refunded whole and nothing is fulfilled', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  const providerOrderId = await providerOrderIdOf(order.payment.paymentId);
  await switchPayment(providerOrderId, { captureAfterExpiry: true });
  await expireAtProvider(providerOrderId);
  await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'expired', 'expired');
  await payQris(order.payment.qrString);
  const after = await orderBecomes(
    buyer.token,
    order.orderId,
    ({ refunds }) => refunds.length === 1 && refunds[0].status === 'completed',
    'refunded whole',
  );
  expect(after).toMatchObject({ status: 'expired', refunds: [{ amountRupiah: order.totalRupiah }] });
  expect(await ledgerBalances()).toBe(true);
});

test('another amount than asked is never fulfilled and goes back whole', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  const providerOrderId = await providerOrderIdOf(order.payment.paymentId);
  await switchPayment(providerOrderId, { captureRupiah: order.totalRupiah - 1_000 });
  await payQris(order.payment.qrString);
  const after = await orderBecomes(
    buyer.token,
    order.orderId,
    ({ status, refunds }) => status === 'cancelled' && refunds[0]?.status === 'completed',
    'cancelled and refunded',
  );
  expect(after.refunds[0].amountRupiah).toBe(order.totalRupiah - 1_000);
  expect(after.sellerOrders.every((part: { status: string }) => part.status !== 'opened')).toBe(true);
});

test('an order whose hook never comes is paid all the same, since payment asks', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  await switchPayment(await providerOrderIdOf(order.payment.paymentId), { hooks: 'never' });
  await payQris(order.payment.qrString);
  await orderBecomes(buyer.token, order.orderId, ({ status }) => status === 'paid', 'paid without a hook');
}, 90_000);

test('a hook that comes twice pays once', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes());
  await switchPayment(await providerOrderIdOf(order.payment.paymentId), { hooks: 'twice' });
  const open = await paid(buyer.token, order);
  expect(open.sellerOrders).toHaveLength(2);
  expect(await ledgerBalances()).toBe(true);
});

test('the same cart under two keys makes one order', async () => {
  const buyer = await newBuyer();
  const cartId = await cartWith(buyer.token, wishes());
  const deliveries = byCourier(wishes());
  const [one, two] = await Promise.all([
    place(buyer.token, cartId, { wait: false, deliveries }),
    place(buyer.token, cartId, { wait: false, deliveries }),
  ]);
  expect([one.status, two.status].sort()).toEqual([201, 409]);
  const refusal = one.status === 409 ? one : two;
  const order = one.status === 409 ? two : one;
  expect(refusal.body).toMatchObject({ code: 'cart-ordered', orderId: order.body.orderId });
});

test('the same key twice makes one order and gives the same answer', async () => {
  const buyer = await newBuyer();
  const cartId = await cartWith(buyer.token, wishes());
  const key = crypto.randomUUID();
  const first = await place(buyer.token, cartId, { key, deliveries: byCourier(wishes()) });
  const again = await place(buyer.token, cartId, { key, deliveries: byCourier(wishes()) });
  expect(again.body.orderId).toBe(first.body.orderId);
  const orders = await must('GET /v1/orders', { token: buyer.token });
  expect(orders.items).toHaveLength(1);
});

test('more than is there is refused with what is there', async () => {
  const buyer = await newBuyer();
  const { available } = await variantOf({ sellerId: sugar.sellerId, sku: 'GULA-SEMUT-500G' });
  const cartId = await cartWith(buyer.token, [{ sellerId: sugar.sellerId, sku: 'GULA-SEMUT-500G', quantity: available + 1 }]);
  const refused = await place(buyer.token, cartId, {
    paymentMethod: 'va_banten',
    deliveries: [{ sellerId: sugar.sellerId, method: 'courier' }],
  });
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ code: 'insufficient-stock', lines: [{ requested: available + 1, available }] });
  const order = await must(`GET /v1/orders/${refused.body.orderId}`, { token: buyer.token });
  expect(order.status).toBe('rejected');
});

test('a buyer who changes their mind before paying gets the stock back on sale', async () => {
  const buyer = await newBuyer();
  const before = await variantOf(wishes()[1]!);
  const order = await awaitingPayment(buyer.token, wishes());
  await eventually('the stock is held', async () => (await variantOf(wishes()[1]!)).available === before.available - 1);
  await must(`POST /v1/orders/${order.orderId}/cancellation`, { token: buyer.token });
  await eventually('the stock is back', async () => (await variantOf(wishes()[1]!)).available === before.available);
  expect((await call(`POST /v1/orders/${order.orderId}/cancellation`, { token: buyer.token })).status).toBe(200);
});

test('somebody else’s order does not exist', async () => {
  const [buyer, stranger] = [await newBuyer(), await newBuyer()];
  const order = await awaitingPayment(buyer.token, wishes());
  const answer = await call(`GET /v1/orders/${order.orderId}`, { token: stranger.token });
  expect([answer.status, answer.body.code]).toEqual([404, 'order-not-found']);
});
