import { newId } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { call, fillCart, key, orderBody, publishListing } from './support/order-service.ts';
import { byCourier, openShop, type OpenShop } from './support/paid-orders.ts';

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop();
}, 60_000);

afterAll(() => shop.stop());

const tracking = () => ({ courier: 'jne', trackingNumber: newId('t').toUpperCase().replace('T_', 'T') });

describe('hand-over', () => {
  test('a lock is over after 15 minutes, whatever key the locked try came under', async () => {
    const paid = await shop.paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
    const token = () => shop.member(paid.market.sellerId, 'seller_staff', paid.market.listingId);
    await shop.does(paid, 'acceptance', token());
    const wrong = paid.pickUpCode === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1) await shop.does(paid, 'delivery', token(), { code: wrong });
    const again = { 'idempotency-key': newId('key') };
    expect((await shop.does(paid, 'delivery', token(), { code: paid.pickUpCode }, again)).status).toBe(429);
    shop.moved.advance(15 * 60);
    expect(await shop.does(paid, 'delivery', token(), { code: paid.pickUpCode }, again)).toMatchObject({ body: { status: 'completed' } });
  });

  test('a tracking number is used once, whichever seller and order', async () => {
    const [one, other] = [await shop.paidOrder(byCourier), await shop.paidOrder(byCourier)];
    const parcel = tracking();
    for (const paid of [one, other]) await shop.does(paid, 'acceptance', shop.member(paid.market.sellerId));
    expect((await shop.does(one, 'shipment', shop.member(one.market.sellerId), parcel)).status).toBe(200);
    expect((await shop.does(one, 'shipment', shop.member(one.market.sellerId), parcel)).status).toBe(200);
    const lower = { ...parcel, trackingNumber: ` ${parcel.trackingNumber.toLowerCase()}` };
    expect(await shop.does(other, 'shipment', shop.member(other.market.sellerId), lower)).toMatchObject({
      status: 409,
      body: { code: 'tracking-number-used' },
    });
    expect(await shop.does(other, 'shipment', shop.member(other.market.sellerId), {})).toMatchObject({
      status: 400,
      body: { code: 'tracking-required' },
    });
  });

  test('a refused command leaves the state and its version alone', async () => {
    const paid = await shop.paidOrder();
    const token = shop.member(paid.market.sellerId);
    const before = await call(shop.service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });
    expect(await shop.does(paid, 'shipment', token, {})).toMatchObject({ status: 409, body: { code: 'seller-order-state', status: 409 } });
    const afterwards = await call(shop.service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });
    expect(afterwards.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('the pick-up code stands in the buyer’s order only, and completes', async () => {
    const paid = await shop.paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
    expect(paid.pickUpCode).toMatch(/^\d{6}$/);
    const token = shop.member(paid.market.sellerId);
    const seen = await shop.does(paid, 'acceptance', token);
    expect(JSON.stringify(seen.body)).not.toContain(paid.pickUpCode);
    expect(seen.body['shippingAddress']).toBeUndefined();
    const wrong = paid.pickUpCode === '000000' ? '000001' : '000000';
    expect(await shop.does(paid, 'delivery', token, { code: wrong })).toMatchObject({ status: 409, body: { code: 'pick-up-code-wrong' } });
    expect(await shop.does(paid, 'delivery', token, { code: paid.pickUpCode })).toMatchObject({
      status: 200,
      body: { status: 'completed' },
    });
    const [event] = await shop.world.events.waitFor('seller-order.completed.v1', { subject: paid.orderId });
    expect(event?.data).toMatchObject({ by: 'pick_up_code' });
    for (const { data } of shop.world.events.events) expect(JSON.stringify(data)).not.toContain(`"${paid.pickUpCode}"`);
  });

  test('five wrong codes lock it for 15 minutes, and the buyer’s own word is open all the while', async () => {
    const paid = await shop.paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
    const token = shop.member(paid.market.sellerId);
    await shop.does(paid, 'acceptance', token);
    const wrong = paid.pickUpCode === '000000' ? '000001' : '000000';
    const codes: unknown[] = [];
    for (let tries = 0; tries < 6; tries += 1) codes.push((await shop.does(paid, 'delivery', token, { code: wrong })).body['code']);
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'pick-up-code-wrong'), 'pick-up-code-locked', 'pick-up-code-locked']);
    const locked = await shop.does(paid, 'delivery', token, { code: paid.pickUpCode });
    expect(locked).toMatchObject({ status: 429, body: { code: 'pick-up-code-locked' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    expect((await shop.does(paid, 'receipt', paid.token)).status).toBe(200);
  });

  test('eight racing acceptances publish one event', async () => {
    const paid = await shop.paidOrder();
    const token = shop.member(paid.market.sellerId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.does(paid, 'acceptance', token)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await shop.does(paid, 'shipment', token, {});
    await shop.world.events.waitFor('seller-order.shipped.v1', { subject: paid.orderId });
    expect(shop.world.events.of('seller-order.accepted.v1', paid.orderId)).toHaveLength(1);
  });

  test('a stale If-Match is refused', async () => {
    const paid = await shop.paidOrder();
    const token = shop.member(paid.market.sellerId);
    const path = `POST /v1/seller-orders/${paid.sellerOrderId}/acceptance`;
    expect((await call(shop.service, path, { token, headers: { 'if-match': '"1"' } })).status).toBe(412);
    const { headers } = await call(shop.service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });
    expect((await call(shop.service, path, { token, headers: { 'if-match': headers.get('etag') ?? '' } })).status).toBe(200);
  });

  test('a rejection cancels this part with its amounts and closes the order', async () => {
    const paid = await shop.paidOrder();
    const token = shop.member(paid.market.sellerId);
    expect(await shop.does(paid, 'rejection', token, { reason: 'decision' })).toMatchObject({ status: 400 });
    expect(await shop.does(paid, 'rejection', token, { reason: 'out_of_stock' })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', reason: 'out_of_stock' },
    });
    const [event] = await shop.world.events.waitFor('seller-order.cancelled.v1', { subject: paid.orderId });
    expect(event?.data).toMatchObject({
      goodsRupiah: 64_000,
      shippingRupiah: 15_000,
      taxRupiah: 0,
      reason: 'out_of_stock',
      restock: false,
      countedAgainstSeller: false,
    });
    expect(await call(shop.service, `GET /v1/orders/${paid.orderId}`, { token: paid.token })).toMatchObject({
      body: { status: 'closed', outcome: 'refunded' },
    });
  });
});

test('each clock of a paid order ends by the sweep: not accepted, then not received in time', async () => {
  const left = await shop.paidOrder();
  const sent = await shop.paidOrder(byCourier);
  const token = () => shop.member(sent.market.sellerId);
  await shop.does(sent, 'acceptance', token());
  await shop.does(sent, 'shipment', token(), tracking());
  expect(await shop.does(sent, 'delivery', token(), {})).toMatchObject({ status: 409, body: { code: 'too-early' } });
  shop.moved.advance(24 * 3_600 + 1);
  const [event] = await shop.world.events.waitFor('seller-order.cancelled.v1', { subject: left.orderId });
  expect(event?.data).toMatchObject({ reason: 'not_accepted', restock: true });
  shop.moved.advance(2 * 86_400);
  expect((await shop.does(sent, 'delivery', token(), {})).status).toBe(200);
  expect((await shop.does(sent, 'delivery', token(), {})).status).toBe(200);
  shop.moved.advance(2 * 86_400 + 1);
  const [done] = await shop.world.events.waitFor('seller-order.completed.v1', { subject: sent.orderId });
  expect(done?.data).toMatchObject({ by: 'time' });
  await eventually('the order is closed', () => shop.world.events.of('order.closed.v1', sent.orderId).length === 1);
});

test('a place whose order was never written is dropped after two minutes', async () => {
  const accountId = newId('acc');
  const takenAt = shop.moved.now();
  const places = shop.service.chassis.mongo.collection<{ _id: string }>('unpaid_places');
  await places.insertOne({ _id: accountId, version: 1, hasPaid: false, places: { ord_lost1: { takenAt }, ord_lost2: { takenAt } } } as {
    _id: string;
  });
  const market = await publishListing(shop.world, shop.service);
  const buy = async () => {
    const token = shop.world.tokens.user({ accountId, now: shop.moved.now() });
    const cartId = await fillCart(shop.service, [market], token);
    return call(shop.service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() });
  };
  expect(await buy()).toMatchObject({ status: 429, body: { code: 'too-many-unpaid-orders' } });
  shop.moved.advance(121);
  expect((await buy()).status).toBe(201);
});
