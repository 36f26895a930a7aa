import { newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import { clock, eventually } from '@wadah/testing';
import type { OrderConfig } from '../src/config.ts';
import {
  call,
  fillCart,
  key,
  openWorld,
  orderBody,
  publishListing,
  type Answer,
  type ListingOptions,
  type World,
} from './support/order-service.ts';
import { byCourier, doesIn, memberIn, paidOrderIn, type Paid, type Shop } from './support/paid-orders.ts';

let world: World;
let service: StartedService<OrderConfig>;
const moved = clock();

beforeAll(async () => {
  world = await openWorld();
  service = await world.start({ now: moved.now, variables: { DEADLINE_SWEEP_MS: '100' } });
}, 60_000);

afterAll(() => world.stop());

const shop = (): Shop => ({ world, service, now: moved.now });

const paidOrder = (options: ListingOptions = {}, over: object = {}): Promise<Paid> => paidOrderIn(shop(), options, over);

const member = (sellerId: string, role = 'seller_staff', accountId = newId('acc')): string =>
  memberIn(shop(), sellerId, { role, accountId });

const does = (paid: Paid, name: string, token: string, body?: unknown): Promise<Answer> => doesIn(shop(), paid, { name, token, body });
const tracking = () => ({ courier: 'jne', trackingNumber: newId('t').toUpperCase().replace('T_', 'T') });

describe('hand-over', () => {
  test('a tracking number is used once, whichever seller and order', async () => {
    const [one, other] = [await paidOrder(byCourier), await paidOrder(byCourier)];
    const parcel = tracking();
    for (const paid of [one, other]) await does(paid, 'acceptance', member(paid.market.sellerId));
    expect((await does(one, 'shipment', member(one.market.sellerId), parcel)).status).toBe(200);
    expect((await does(one, 'shipment', member(one.market.sellerId), parcel)).status).toBe(200);
    const lower = { ...parcel, trackingNumber: ` ${parcel.trackingNumber.toLowerCase()}` };
    expect(await does(other, 'shipment', member(other.market.sellerId), lower)).toMatchObject({
      status: 409,
      body: { code: 'tracking-number-used' },
    });
    expect(await does(other, 'shipment', member(other.market.sellerId), {})).toMatchObject({
      status: 400,
      body: { code: 'tracking-required' },
    });
  });

  test('a refused command leaves the state and its version alone', async () => {
    const paid = await paidOrder();
    const token = member(paid.market.sellerId);
    const before = await call(service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });
    expect(await does(paid, 'shipment', token, {})).toMatchObject({ status: 409, body: { code: 'seller-order-state', status: 409 } });
    const afterwards = await call(service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });
    expect(afterwards.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('the pick-up code stands in the buyer’s order only, and completes', async () => {
    const paid = await paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
    expect(paid.pickUpCode).toMatch(/^\d{6}$/);
    const token = member(paid.market.sellerId);
    const seen = await does(paid, 'acceptance', token);
    expect(JSON.stringify(seen.body)).not.toContain(paid.pickUpCode);
    expect(seen.body['shippingAddress']).toBeUndefined();
    const wrong = paid.pickUpCode === '000000' ? '000001' : '000000';
    expect(await does(paid, 'delivery', token, { code: wrong })).toMatchObject({ status: 409, body: { code: 'pick-up-code-wrong' } });
    expect(await does(paid, 'delivery', token, { code: paid.pickUpCode })).toMatchObject({ status: 200, body: { status: 'completed' } });
    const [event] = await world.events.waitFor('seller-order.completed.v1', { subject: paid.orderId });
    expect(event?.data).toMatchObject({ by: 'pick_up_code' });
    for (const { data } of world.events.events) expect(JSON.stringify(data)).not.toContain(`"${paid.pickUpCode}"`);
  });

  test('five wrong codes lock it', async () => {
    const paid = await paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
    const token = member(paid.market.sellerId);
    await does(paid, 'acceptance', token);
    const wrong = paid.pickUpCode === '000000' ? '000001' : '000000';
    const codes: unknown[] = [];
    for (let tries = 0; tries < 6; tries += 1) codes.push((await does(paid, 'delivery', token, { code: wrong })).body['code']);
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'pick-up-code-wrong'), 'pick-up-code-locked', 'pick-up-code-locked']);
    expect((await does(paid, 'receipt', paid.token)).status).toBe(200);
  });

  test('eight racing acceptances publish one event', async () => {
    const paid = await paidOrder();
    const token = member(paid.market.sellerId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => does(paid, 'acceptance', token)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await does(paid, 'shipment', token, {});
    await world.events.waitFor('seller-order.shipped.v1', { subject: paid.orderId });
    expect(world.events.of('seller-order.accepted.v1', paid.orderId)).toHaveLength(1);
  });

  test('a stale If-Match is refused', async () => {
    const paid = await paidOrder();
    const token = member(paid.market.sellerId);
    const path = `POST /v1/seller-orders/${paid.sellerOrderId}/acceptance`;
    expect((await call(service, path, { token, headers: { 'if-match': '"1"' } })).status).toBe(412);
    const { headers } = await call(service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });
    expect((await call(service, path, { token, headers: { 'if-match': headers.get('etag') ?? '' } })).status).toBe(200);
  });

  test('a rejection cancels this part with its amounts and closes the order', async () => {
    const paid = await paidOrder();
    const token = member(paid.market.sellerId);
    expect(await does(paid, 'rejection', token, { reason: 'decision' })).toMatchObject({ status: 400 });
    expect(await does(paid, 'rejection', token, { reason: 'out_of_stock' })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', reason: 'out_of_stock' },
    });
    const [event] = await world.events.waitFor('seller-order.cancelled.v1', { subject: paid.orderId });
    expect(event?.data).toMatchObject({
      goodsRupiah: 64_000,
      shippingRupiah: 15_000,
      taxRupiah: 0,
      reason: 'out_of_stock',
      restock: false,
      countedAgainstSeller: false,
    });
    expect(await call(service, `GET /v1/orders/${paid.orderId}`, { token: paid.token })).toMatchObject({
      body: { status: 'closed', outcome: 'refunded' },
    });
  });
});

test('each clock of a paid order ends by the sweep: not accepted, then not received in time', async () => {
  const left = await paidOrder();
  const sent = await paidOrder(byCourier);
  const token = () => member(sent.market.sellerId);
  await does(sent, 'acceptance', token());
  await does(sent, 'shipment', token(), tracking());
  expect(await does(sent, 'delivery', token(), {})).toMatchObject({ status: 409, body: { code: 'too-early' } });
  moved.advance(24 * 3_600 + 1);
  const [event] = await world.events.waitFor('seller-order.cancelled.v1', { subject: left.orderId });
  expect(event?.data).toMatchObject({ reason: 'not_accepted', restock: true });
  moved.advance(2 * 86_400);
  expect((await does(sent, 'delivery', token(), {})).status).toBe(200);
  expect((await does(sent, 'delivery', token(), {})).status).toBe(200);
  moved.advance(2 * 86_400 + 1);
  const [done] = await world.events.waitFor('seller-order.completed.v1', { subject: sent.orderId });
  expect(done?.data).toMatchObject({ by: 'time' });
  await eventually('the order is closed', () => world.events.of('order.closed.v1', sent.orderId).length === 1);
});

test('a place whose order was never written is dropped after two minutes', async () => {
  const accountId = newId('acc');
  const takenAt = moved.now();
  const places = service.chassis.mongo.collection<{ _id: string }>('unpaid_places');
  await places.insertOne({ _id: accountId, version: 1, hasPaid: false, places: { ord_lost1: { takenAt }, ord_lost2: { takenAt } } } as {
    _id: string;
  });
  const market = await publishListing(world, service);
  const buy = async () => {
    const token = world.tokens.user({ accountId, now: moved.now() });
    const cartId = await fillCart(service, [market], token);
    return call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() });
  };
  expect(await buy()).toMatchObject({ status: 429, body: { code: 'too-many-unpaid-orders' } });
  moved.advance(121);
  expect((await buy()).status).toBe(201);
});
