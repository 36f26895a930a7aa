import { clockAhead, DAY_MS, HOUR_MS, MINUTE_MS } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { everyItem } from './support/pages.ts';
import { mailed, newBuyer, signIn, type Buyer } from './support/people.ts';
import { awaitingPayment, cartWith, orderBecomes, paid, shipped, address, variantOf, type Wish } from './support/shopping.ts';

/** Buyers whose orders all begin now, each left alone in another wait; then the clock goes ahead and each ends as its row says. */
type Left = { readonly buyer: Buyer; readonly orderId: string; readonly orderNumber: string; readonly sellerOrderId: string };

const sugarEmail = 'seller-01@wadah.test';
const foodEmail = 'seller-17@wadah.test';

let left: Readonly<Record<'unpaid' | 'opened' | 'accepted' | 'uncollected' | 'shipped' | 'delivered' | 'service', Left>>;
let unpaidWish: Wish;
let availableBefore: number;

const partOf = (order: any): string => order.sellerOrders[0].sellerOrderId as string;

const bought = async (wish: Wish, method: string, regency = address.regency): Promise<Left> => {
  const buyer = await newBuyer();
  const cartId = await cartWith(buyer.token, [wish]);
  const placed = await call('POST /v1/orders', {
    token: buyer.token,
    headers: { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' },
    body: {
      cartId,
      shippingAddress: { ...address, regency },
      paymentMethod: 'qris',
      deliveries: [{ sellerId: wish.sellerId, method }],
    },
  });
  const waiting = await orderBecomes(buyer.token, placed.body.orderId, ({ status }) => status === 'awaiting_payment');
  const order = await paid(buyer.token, waiting);
  return { buyer, orderId: order.orderId, orderNumber: order.orderNumber, sellerOrderId: partOf(order) };
};

const accepted = async (token: string, { sellerOrderId }: Left): Promise<void> => {
  await must(`POST /v1/seller-orders/${sellerOrderId}/acceptance`, { token });
};

/** Tokens live fifteen minutes, so whoever looks after a jump of the clock signs in again. */
const seen = async ({ buyer, orderId }: Left, when: (order: any) => boolean, what: string): Promise<any> =>
  orderBecomes(await signIn(buyer.email), orderId, when, what);

const partIs = (status: string) => (order: any) => order.sellerOrders[0]?.status === status;

const sellerIdOf = async (token: string): Promise<string> =>
  (await must('GET /v1/me', { token })).memberships.find(({ kind }: { kind: string }) => kind === 'seller').organisationId;

beforeAll(async () => {
  const [sugar, food] = [await signIn(sugarEmail), await signIn(foodEmail)];
  const [sugarId, foodId] = [await sellerIdOf(sugar), await sellerIdOf(food)];
  const wish = (sku: string): Wish => ({ sellerId: sugarId, sku, quantity: 1 });
  unpaidWish = wish('GULA-SEMUT-500G');
  availableBefore = (await variantOf(unpaidWish)).available;
  const buyer = await newBuyer();
  const [unpaid, opened, taken, uncollected, sent, delivered, service] = await Promise.all([
    awaitingPayment(buyer.token, [unpaidWish]),
    bought(wish('KERIPIK-PISANG-ASIN'), 'courier'),
    bought(wish('KERIPIK-PISANG-MANIS'), 'courier'),
    bought(wish('JAHE-MERAH-250G'), 'pick_up'),
    bought(wish('JAHE-EMPRIT-250G'), 'courier'),
    bought({ sellerId: foodId, sku: 'SATE-BEBEK-10', quantity: 1 }, 'own_delivery', '36.72'),
    bought({ sellerId: foodId, sku: 'PRASMANAN-INDUSTRI', quantity: 1 }, 'on_site'),
  ]);
  const { orderId, orderNumber } = unpaid;
  left = {
    unpaid: { buyer, orderId, orderNumber, sellerOrderId: '' },
    opened,
    accepted: taken,
    uncollected,
    shipped: sent,
    delivered,
    service,
  };
  await accepted(sugar, left.accepted);
  await accepted(sugar, left.uncollected);
  await shipped(sugar, left.shipped.sellerOrderId);
  await accepted(food, left.delivered);
  await accepted(food, left.service);
  await must(`POST /v1/seller-orders/${left.delivered.sellerOrderId}/shipment`, { token: food, body: {} });
  await must(`POST /v1/seller-orders/${left.delivered.sellerOrderId}/delivery`, { token: food, body: {} });
}, 60_000);

afterAll(() => clockAhead(0));

test('no money within the hour: the order expires and its stock is back on sale', async () => {
  clockAhead(61 * MINUTE_MS);
  await seen(left.unpaid, ({ status }) => status === 'expired', 'expired');
  await eventually('the stock back', async () => (await variantOf(unpaidWish)).available >= availableBefore);
});

test('no yes within a day: the seller order is off, the money goes back, and both sides are told', async () => {
  clockAhead(24 * HOUR_MS + 2 * MINUTE_MS);
  const order = await seen(left.opened, ({ status }) => status === 'closed', 'closed');
  expect(order).toMatchObject({ outcome: 'refunded', sellerOrders: [{ status: 'cancelled', reason: 'not_accepted' }] });
  await seen(left.opened, ({ refunds }) => refunds.every(({ status }: any) => status === 'completed'), 'the refund');
  await mailed(left.opened.buyer.email, `Sebagian pesanan ${order.orderNumber} dibatalkan`);
  await mailed(sugarEmail, `Penjualan ${order.orderNumber} dibatalkan`);
});

test('no word of the buyer within two days of delivery: the seller order completes', async () => {
  clockAhead(2 * DAY_MS + 5 * MINUTE_MS);
  expect(await seen(left.delivered, ({ status }) => status === 'closed', 'closed')).toMatchObject({ outcome: 'completed' });
});

test('no shipment within three working days: off, refunded, and counted against the seller', async () => {
  clockAhead(9 * DAY_MS);
  const order = await seen(left.accepted, ({ status }) => status === 'closed', 'closed');
  expect(order).toMatchObject({ outcome: 'refunded', sellerOrders: [{ status: 'cancelled', reason: 'not_shipped' }] });
});

test('goods that nobody fetches within a week are contested', async () => {
  await seen(left.uncollected, partIs('contested'), 'contested');
});

test('a parcel that has not come within two weeks is contested, never silently completed', async () => {
  clockAhead(15 * DAY_MS);
  await seen(left.shipped, partIs('contested'), 'contested');
});

test('a service that nobody calls done within seventeen days of the yes is contested', async () => {
  await seen(left.service, partIs('accepted'), 'still accepted');
  clockAhead(17 * DAY_MS + 5 * MINUTE_MS);
  await seen(left.service, partIs('contested'), 'contested');
});

test('operators see what waits for them, the oldest first, and are reminded after three days', async () => {
  const queue = await everyItem('/v1/seller-orders?status=contested', await signIn('operator@wadah.test'));
  const waiting = [left.uncollected, left.shipped, left.service].map(({ sellerOrderId }) => sellerOrderId);
  const ids = queue.map(({ sellerOrderId }) => sellerOrderId).filter((id: string) => waiting.includes(id));
  expect(ids).toEqual(waiting);
  clockAhead(19 * DAY_MS);
  for (const { orderNumber } of [left.uncollected, left.shipped]) {
    await mailed('operator@wadah.test', `Pesanan ${orderNumber} sudah tiga hari menunggu`);
  }
});
