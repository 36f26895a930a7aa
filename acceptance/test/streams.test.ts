import { eventStream, type EventStream } from './support/event-stream.ts';
import { eventually } from './support/eventually.ts';
import { call, gatewayUrl, must } from './support/http.ts';
import { newBuyer, sellerOf, type Seller } from './support/people.ts';
import { awaitingPayment, payQris } from './support/shopping.ts';

let seller: Seller;

beforeAll(async () => {
  seller = await sellerOf('seller-01@wadah.test');
});

const listen = (token: string, orderId: string, lastEventId?: string): Promise<EventStream> =>
  eventStream(gatewayUrl(), { token, orderId, ...(lastEventId === undefined ? {} : { lastEventId }) });

const waiting = async () => {
  const buyer = await newBuyer();
  return { buyer, order: await awaitingPayment(buyer.token, [{ sellerId: seller.sellerId, sku: 'ROBUSTA-BIJI-200G', quantity: 1 }]) };
};

test('a stream tells the present state first and then each change, under the order’s versions', async () => {
  const { buyer, order } = await waiting();
  const stream = await listen(buyer.token, order.orderId);
  expect([stream.status, stream.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/event-stream']);
  await eventually('the present state', async () => stream.events[0]?.data.status === 'awaiting_payment');
  await payQris(order.payment.qrString);
  await eventually('the payment', async () => stream.events.some(({ data }) => data.status === 'paid'));
  const versions = stream.events.map(({ id }) => Number(id));
  expect(versions).toEqual([...versions].sort((one, other) => one - other));
  expect(new Set(versions).size).toBe(versions.length);
  stream.close();
});

test('who comes back with Last-Event-ID of the present version hears nothing old', async () => {
  const { buyer, order } = await waiting();
  const first = await listen(buyer.token, order.orderId);
  const present = await eventually('the present state', async () => first.events[0]);
  first.close();
  const again = await listen(buyer.token, order.orderId, present.id ?? '');
  await payQris(order.payment.qrString);
  await eventually('the payment', async () => again.events.some(({ data }) => data.status === 'paid'));
  expect(again.events.every(({ id }) => Number(id) > Number(present.id))).toBe(true);
  again.close();
});

test('a stream ends with its session, and says so', async () => {
  const { buyer, order } = await waiting();
  const stream = await listen(buyer.token, order.orderId);
  await eventually('the present state', async () => stream.events.length > 0);
  await must('DELETE /v1/sessions/current', { token: buyer.token });
  await eventually('the end', async () => stream.ended(), 5_000);
  expect(stream.events.at(-1)).toMatchObject({ name: 'end', data: { reason: expect.any(String) } });
  expect((await call('GET /v1/me', { token: buyer.token })).body.code).toBe('token-revoked');
});

test('somebody else’s stream does not exist', async () => {
  const [{ order }, stranger] = [await waiting(), await newBuyer()];
  expect((await call(`GET /v1/orders/${order.orderId}/events`, { token: stranger.token })).status).toBe(404);
  expect((await call(`GET /v1/orders/${order.orderId}/events`)).status).toBe(401);
});

test('a sixth stream of an account is refused', async () => {
  const { buyer, order } = await waiting();
  const open = await Promise.all([1, 2, 3, 4, 5].map(() => listen(buyer.token, order.orderId)));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const sixth = await call(`GET /v1/orders/${order.orderId}/events`, { token: buyer.token });
  expect([sixth.status, sixth.body.code]).toEqual([429, 'too-many-streams']);
  for (const stream of open) stream.close();
});
