import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { mailsTo, newBuyer, operatorToken, sellerOf, type Seller } from './support/people.ts';
import { awaitingPayment, paid, shipped } from './support/shopping.ts';

let seller: Seller;
beforeAll(async () => {
  seller = await sellerOf('seller-04@wadah.test');
});
const wishes = () => [{ sellerId: seller.sellerId, sku: 'EMPING-MENTAH-500G', quantity: 1 }];

const completed = async (token: string): Promise<any> => {
  const order = await paid(token, await awaitingPayment(token, wishes()));
  const part = order.sellerOrders[0];
  await shipped(seller.token, part.sellerOrderId);
  await must(`POST /v1/seller-orders/${part.sellerOrderId}/receipt`, { token });
  return order;
};

test('a buyer’s feed tells what happened, newest first, and is read once', async () => {
  const [buyer, stranger] = [await newBuyer(), await newBuyer()];
  const order = await completed(buyer.token);
  const items = await eventually('the feed', async () => {
    const feed = await must('GET /v1/notifications?limit=100', { token: buyer.token });
    return feed.items.length >= 4 ? feed.items : undefined;
  });
  const times = items.map(({ createdAt }: { createdAt: string }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(items.every(({ about }: any) => about.orderId === order.orderId)).toBe(true);
  const [{ notificationId, readAt }] = items;
  expect(readAt).toBeNull();
  const path = `PUT /v1/notifications/${notificationId}/read`;
  const first = await must(path, { token: buyer.token });
  expect((await must(path, { token: buyer.token })).readAt).toBe(first.readAt);
  expect((await call(path, { token: stranger.token })).status).toBe(404);
  expect((await must('GET /v1/notifications', { token: stranger.token })).items).toEqual([]);
});

test('a seller’s statement has a line for what the buyer received, and adds up to the balance', async () => {
  const buyer = await newBuyer();
  const order = await completed(buyer.token);
  const part = order.sellerOrders[0];
  const line = await eventually('the line of the statement', async () => {
    const { items } = await must(`GET /v1/sellers/${seller.sellerId}/statement?limit=100`, { token: seller.token });
    return items.find(({ sellerOrderId }: { sellerOrderId: string }) => sellerOrderId === part.sellerOrderId);
  });
  expect(line.grossRupiah).toBe(part.goodsRupiah + part.shippingRupiah);
  expect(line.amountRupiah).toBe(line.grossRupiah - line.commissionRupiah - line.taxRupiah);
  expect(line.commissionRupiah).toBe(Math.round(part.goodsRupiah * 0.05));
  for (const path of ['statement', 'balance'])
    expect((await call(`GET /v1/sellers/${seller.sellerId}/${path}`, { token: buyer.token })).status).toBe(404);
  const trial = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  expect(trial.accounts.reduce((sum: number, { debitRupiah, creditRupiah }: any) => sum + debitRupiah - creditRupiah, 0)).toBe(0);
});

test('money that is paid and not yet earned is pending', async () => {
  const buyer = await newBuyer();
  const before = await must(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token });
  await paid(buyer.token, await awaitingPayment(buyer.token, wishes()));
  await eventually('the pending balance', async () => {
    const after = await must(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token });
    return after.pendingRupiah > before.pendingRupiah && after.availableRupiah === before.availableRupiah;
  });
});

test('a payment and a refund are read by their buyer and an operator, and by no seller', async () => {
  const buyer = await newBuyer();
  const open = await paid(buyer.token, await awaitingPayment(buyer.token, wishes()));
  await must(`POST /v1/seller-orders/${open.sellerOrders[0].sellerOrderId}/rejection`, {
    token: seller.token,
    body: { reason: 'out_of_stock' },
  });
  const refund = await eventually(
    'the refund',
    async () => (await must(`GET /v1/orders/${open.orderId}`, { token: buyer.token })).refunds[0],
  );
  for (const path of [`/v1/payments/${open.payment.paymentId}`, `/v1/refunds/${refund.refundId}`]) {
    expect([path, (await call(`GET ${path}`, { token: buyer.token })).status]).toEqual([path, 200]);
    expect([path, (await call(`GET ${path}`, { token: await operatorToken() })).status]).toEqual([path, 200]);
    expect([path, (await call(`GET ${path}`, { token: seller.token })).status]).toEqual([path, 404]);
  }
  const seen = await must(`GET /v1/orders/${open.orderId}`, { token: await operatorToken() });
  for (const secret of ['qrString', 'vaNumber', 'pickUpCode']) expect(JSON.stringify(seen)).not.toContain(secret);
  await eventually('the mail of the refund', async () => (await mailsTo(buyer.email)).length >= 5);
});

test('an order by virtual account shows its number, which the seller’s mail never does', async () => {
  const buyer = await newBuyer();
  const order = await awaitingPayment(buyer.token, wishes(), 'va_bca');
  expect(order.payment).toMatchObject({ method: 'va_bca', vaNumber: expect.stringMatching(/^\d+$/), expiresAt: expect.any(String) });
  await eventually('how to pay', async () =>
    (await mailsTo(buyer.email)).some(({ text }) => text.replaceAll(' ', '').includes(order.payment.vaNumber)),
  );
});
