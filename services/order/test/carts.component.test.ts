import { listingChangedV1, listingUnpublishedV1, sellerSuspendedV1, sellerReinstatedV1, stockRepricedV1 } from '@wadah/contracts';
import { newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import { clock, eventually } from '@wadah/testing';
import type { OrderConfig } from '../src/config.ts';
import { address } from './support/orders.ts';
import {
  call,
  fillCart,
  key,
  newCart,
  openWorld,
  orderBody,
  publishListing,
  type Answer,
  type Market,
  type World,
} from './support/order-service.ts';

let world: World;
let service: StartedService<OrderConfig>;
let market: Market;
const moved = clock();

beforeAll(async () => {
  world = await openWorld();
  service = await world.start({ now: moved.now });
  market = await publishListing(world, service);
}, 60_000);

afterAll(() => world.stop());

const put = (cartId: string, over: { variantId?: string; body?: unknown; token?: string } = {}): Promise<Answer> =>
  call(service, `PUT /v1/carts/${cartId}/lines/${over.variantId ?? market.variantId}`, {
    body: over.body ?? { quantity: 1 },
    token: over.token,
  });

const quote = (cartId: string, over: object = {}, token?: string): Promise<Answer> =>
  call(service, `POST /v1/carts/${cartId}/quote`, { body: { shippingAddress: address, ...over }, token });

const order = (token: string, cartId: string, over: object = {}): Promise<Answer> =>
  call(service, 'POST /v1/orders', { token, body: orderBody(cartId, over), headers: key() });

describe('a cart', () => {
  test('is stored with its first line only, and its id tells a made-up one from a real one', async () => {
    const cartId = await newCart(service);
    expect(await call(service, `GET /v1/carts/${cartId}`)).toMatchObject({ status: 200, body: { cartId, lines: [] } });
    const forged = `${cartId.slice(0, -1)}${cartId.endsWith('0') ? '1' : '0'}`;
    for (const id of [forged, 'crt_x', newId('crt')]) {
      expect(await call(service, `GET /v1/carts/${id}`)).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
      expect(await put(id)).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
    }
  });

  test('works without an account until a first write with a token claims it', async () => {
    const cartId = await newCart(service);
    const [own, other] = [world.buyer(), world.buyer()];
    expect((await put(cartId)).status).toBe(200);
    expect((await call(service, `GET /v1/carts/${cartId}`, { token: other })).status).toBe(200);
    expect((await put(cartId, { token: own })).status).toBe(200);
    for (const token of [other, undefined]) {
      expect(await call(service, `GET /v1/carts/${cartId}`, { token })).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
      expect((await call(service, `PUT /v1/carts/${cartId}/lines/${market.variantId}`, { token, body: { quantity: 2 } })).status).toBe(404);
      expect((await call(service, `DELETE /v1/carts/${cartId}/lines/${market.variantId}`, { token })).status).toBe(404);
    }
    expect(await order(other, cartId)).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
    expect(await call(service, `GET /v1/carts/${cartId}`, { token: own })).toMatchObject({ body: { lines: [{ quantity: 1 }] } });
  });

  test('is claimed by a quote with a token too', async () => {
    const cartId = await fillCart(service, [market]);
    expect((await quote(cartId, {}, world.buyer())).status).toBe(200);
    expect((await put(cartId)).status).toBe(404);
  });

  test('lives 7 days for a guest and 30 when it is claimed', async () => {
    const { redis } = service.chassis;
    const cartId = await fillCart(service, [market]);
    const days = async () => (await redis.pttl(`cart:${cartId}`)) / 86_400_000;
    expect(await days()).toBeGreaterThan(6.9);
    expect(await days()).toBeLessThanOrEqual(7);
    await put(cartId, { token: world.buyer() });
    expect(await days()).toBeGreaterThan(29.9);
  });

  test('loses a line silently, also again', async () => {
    const cartId = await fillCart(service, [market]);
    const path = `DELETE /v1/carts/${cartId}/lines/${market.variantId}`;
    expect((await call(service, path)).status).toBe(204);
    expect((await call(service, path)).status).toBe(204);
    expect(await quote(cartId)).toMatchObject({ status: 409, body: { code: 'cart-empty' } });
  });

  test('has at most 50 lines', async () => {
    const cartId = await newCart(service);
    await put(cartId);
    const lines = Object.fromEntries(
      Array.from({ length: 49 }, (_, index) => [
        `line:var_${index}`,
        JSON.stringify({ variantId: `var_${index}`, sellerId: market.sellerId, quantity: 1, seenPriceRupiah: 1 }),
      ]),
    );
    await service.chassis.redis.hset(`cart:${cartId}`, lines);
    expect((await put(cartId)).status).toBe(200);
    const other = await publishListing(world, service, { sellerId: market.sellerId });
    expect(await put(cartId, { variantId: other.variantId })).toMatchObject({ status: 409, body: { code: 'cart-full' } });
  });

  test('has lines of at most 20 sellers', async () => {
    const cartId = await newCart(service);
    await put(cartId);
    const lines = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `line:var_${index}`,
        JSON.stringify({ variantId: `var_${index}`, sellerId: `sel_${index}`, quantity: 1, seenPriceRupiah: 1 }),
      ]),
    );
    await service.chassis.redis.hset(`cart:${cartId}`, lines);
    const other = await publishListing(world, service);
    expect(await put(cartId, { variantId: other.variantId })).toMatchObject({ status: 409, body: { code: 'cart-sellers-full' } });
  });

  test('takes no unknown variant and none off sale', async () => {
    const cartId = await newCart(service);
    expect(await put(cartId, { variantId: newId('var') })).toMatchObject({ status: 404, body: { code: 'variant-not-found' } });
    const gone = await publishListing(world, service);
    const { listingId, sellerId } = gone;
    await world.publish(
      listingUnpublishedV1.from({ subject: listingId, time: new Date(), data: { listingId, sellerId, agencyId: 'agy_1' } }),
      { sequence: 2 },
    );
    await eventually(
      'it is off sale',
      async () => (await put(cartId, { variantId: gone.variantId })).body['code'] === 'variant-not-on-sale',
    );
  });

  test.each([
    [{ quantity: 0 }, 'body.quantity'],
    [{ quantity: -1 }, 'body.quantity'],
    [{ quantity: 1.5 }, 'body.quantity'],
    [{ quantity: 1e12 }, 'body.quantity'],
    [{ quantity: '1' }, 'body.quantity'],
    [{ quantity: { $gt: '' } }, 'body.quantity'],
    [{}, 'body.quantity'],
    [{ quantity: 1, price: 1 }, 'body.price'],
  ])('refuses %j with the path of the fault', async (body, path) => {
    const answer = await put(await newCart(service), { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
    expect((answer.body['errors'] as { path: string }[]).map((fault) => fault.path)).toContain(path);
  });

  test('answers 503 while Redis is down, and orders can still be read', async () => {
    const cartId = await fillCart(service, [market]);
    const without = await world.start({ variables: { REDIS_URL: 'redis://nobody:nothing@127.0.0.1:9' } });
    const path = `/v1/carts/${cartId}`;
    const answers = [
      await call(without, `GET ${path}`),
      await call(without, `PUT ${path}/lines/${market.variantId}`, { body: { quantity: 1 } }),
      await call(without, `POST ${path}/quote`, { body: { shippingAddress: address } }),
      await call(without, 'POST /v1/orders', { token: world.buyer(), body: orderBody(cartId), headers: key() }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 503, body: { code: 'carts-unavailable' } });
    expect(answers[0]?.headers.get('retry-after')).not.toBeNull();
    expect((await call(without, 'GET /v1/orders', { token: world.buyer() })).status).toBe(200);
  });
});

describe('a quote', () => {
  test('says what it costs, by which method, and until when', async () => {
    const cartId = await fillCart(service, [market]);
    const answer = await quote(cartId);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        subtotalRupiah: 64_000, shippingRupiah: 15_000, taxRupiah: 0, totalRupiah: 79_000, changes: [],
        sellers: [{ sellerId: market.sellerId, lines: [{ quantity: 2 }], deliveryOptions: [{ method: 'own_delivery', priceRupiah: 15_000 }] }],
      },
    }); // prettier-ignore
    expect((answer.body['paymentMethods'] as { method: string }[]).map(({ method }) => method)).toContain('va_banten');
    const stored = await service.chassis.redis.hget(`cart:${cartId}`, 'quote');
    for (const personal of [address.recipient, address.phone, address.street]) expect(stored).not.toContain(personal);
  });

  test('that has changed refuses the order with old and new; a new quote is accepted', async () => {
    const goods = await publishListing(world, service);
    const token = world.buyer();
    const cartId = await fillCart(service, [goods], token);
    await quote(cartId, {}, token);
    const { variantId, listingId } = goods;
    const repriced = { variantId, listingId, oldPriceRupiah: 32_000, newPriceRupiah: 35_000 };
    await world.publish(stockRepricedV1.from({ subject: variantId, time: new Date(), data: repriced }), { sequence: 3 });
    await eventually(
      'the price is known',
      async () => ((await call(service, `GET /v1/carts/${cartId}`, { token })).body['subtotalRupiah'] as number) === 70_000,
    );
    expect(await order(token, cartId)).toMatchObject({
      status: 409,
      body: {
        code: 'quote-changed',
        changes: [{ variantId, oldPriceRupiah: 32_000, newPriceRupiah: 35_000 }],
        oldTotalRupiah: 79_000,
        newTotalRupiah: 85_000,
      },
    });
    expect(await quote(cartId, {}, token)).toMatchObject({ body: { changes: [{ change: 'price_changed', newPriceRupiah: 35_000 }] } });
    expect(await order(token, cartId)).toMatchObject({ status: 201, body: { totalRupiah: 85_000 } });
    await world.publish(stockRepricedV1.from({ subject: variantId, time: new Date(), data: { ...repriced, newPriceRupiah: 1 } }), {
      sequence: 2,
    });
    const marker = await publishListing(world, service);
    expect(marker.priceRupiah).toBe(32_000);
    const late = await fillCart(service, [goods]);
    expect(await quote(late)).toMatchObject({ body: { subtotalRupiah: 70_000 } });
  });

  test('does not bind after 15 minutes, nor for another region', async () => {
    const token = world.buyer();
    const cartId = await fillCart(service, [market], token);
    await quote(cartId, {}, token);
    const stored: { unitPrices: Record<string, number> } = JSON.parse((await service.chassis.redis.hget(`cart:${cartId}`, 'quote')) ?? '');
    stored.unitPrices[market.variantId] = 1;
    await service.chassis.redis.hset(`cart:${cartId}`, 'quote', JSON.stringify(stored));
    expect(await order(token, cartId)).toMatchObject({ status: 409, body: { code: 'quote-changed' } });
    expect((await order(token, cartId, { shippingAddress: { ...address, regency: '36.01' } })).status).toBe(201);
    const expired = await fillCart(service, [market], token);
    await service.chassis.redis.hset(
      `cart:${expired}`,
      'quote',
      JSON.stringify({ ...stored, expiresAt: new Date(moved.now().getTime() - 1) }),
    );
    expect((await order(token, expired)).status).toBe(201);
  });

  test('of a tour that its seller gives on site', async () => {
    const tour = await publishListing(world, service, { kind: 'tour', serviceDate: '2027-01-09', methods: [] });
    const answer = await quote(await fillCart(service, [tour]));
    expect(answer).toMatchObject({ body: { shippingRupiah: 0, sellers: [{ deliveryOptions: [{ method: 'on_site' }] }] } });
  });
});

describe('an order is refused at once', () => {
  test('with a line of one’s own seller', async () => {
    const token = world.buyer(newId('acc'), [{ organisationId: market.sellerId, kind: 'seller', role: 'seller_staff' }]);
    expect(await order(token, await fillCart(service, [market], token))).toMatchObject({ status: 409, body: { code: 'own-seller' } });
  });

  test('without a choice between several ways of delivery, unless the quote has made it', async () => {
    const two = await publishListing(world, service, { methods: [{ method: 'courier', priceRupiah: 20_000 }, { method: 'pick_up', priceRupiah: 0 }] }); // prettier-ignore
    const token = world.buyer();
    const cartId = await fillCart(service, [two], token);
    expect(await order(token, cartId)).toMatchObject({ status: 400, body: { code: 'delivery-choice-required', sellers: [two.sellerId] } });
    const wrong = { deliveries: [{ sellerId: two.sellerId, method: 'own_delivery' }] };
    expect(await order(token, cartId, wrong)).toMatchObject({ status: 409, body: { code: 'delivery-unavailable' } });
    expect(await quote(cartId, {}, token)).toMatchObject({ body: { shippingRupiah: 0 } });
    const named = { deliveries: [{ sellerId: two.sellerId, method: 'courier' }] };
    expect(await order(token, cartId, named)).toMatchObject({ status: 201, body: { totalRupiah: 84_000 } });
  });

  test('while its seller is suspended, and accepted after the reinstatement', async () => {
    const goods = await publishListing(world, service);
    const token = world.buyer();
    const cartId = await fillCart(service, [goods], token);
    const { sellerId } = goods;
    const at = { subject: sellerId, time: new Date() };
    await world.publish(sellerSuspendedV1.from({ ...at, data: { sellerId, agencyId: 'agy_1' } }), { sequence: 2 });
    await eventually('it is refused', async () => (await order(token, cartId)).body['code'] === 'variant-not-on-sale');
    const profile = {
      sellerId,
      agencyId: 'agy_1',
      name: 'Dapur',
      regency: '36.73',
      level: 'L1' as const,
      deliveryMethods: [{ method: 'own_delivery' as const, priceRupiah: 9_000 }],
    };
    await world.publish(sellerReinstatedV1.from({ ...at, data: profile }), { sequence: 3 });
    await eventually('it is accepted', async () => (await order(token, cartId)).status === 201);
  });

  test('by QRIS above 10 million', async () => {
    const dear = await publishListing(world, service, { priceRupiah: 6_000_000 });
    const token = world.buyer();
    const cartId = await fillCart(service, [dear], token);
    expect(await order(token, cartId)).toMatchObject({
      status: 409,
      body: { code: 'payment-method-unavailable', reason: 'amount_too_high' },
    });
    expect((await order(token, cartId, { paymentMethod: 'va_bca' })).status).toBe(201);
  });

  test.each([
    ['no token', undefined, 401, 'unauthenticated'],
    ['an unknown payment method', { paymentMethod: 'cash' }, 400, 'validation-failed'],
    ['an unknown field', { note: 'cepat ya' }, 400, 'validation-failed'],
    ['a filter where a text belongs', { cartId: { $gt: '' } }, 400, 'validation-failed'],
    ['a broken address', { shippingAddress: { ...address, postalCode: '1' } }, 400, 'validation-failed'],
    ['an empty cart', {}, 409, 'cart-empty'],
  ])('with %s', async (_what, over, status, code) => {
    const cartId = await newCart(service);
    const token = over === undefined ? undefined : world.buyer();
    const answer = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId, over), headers: key() });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test('with a body of a megabyte, or one that is broken', async () => {
    const token = world.buyer();
    const big = await call(service, 'POST /v1/orders', { token, body: { cartId: 'x'.repeat(1_000_000) }, headers: key() });
    expect(big.status).toBe(413);
    expect((await call(service, 'POST /v1/orders', { token, body: '{"cartId":', headers: key() })).status).toBe(400);
    const proto = '{"cartId":"crt_1","__proto__":{"isAdmin":true}}';
    expect((await call(service, 'POST /v1/orders', { token, body: proto, headers: key() })).status).toBe(400);
  });
});

test('a listing of a kind that this release does not know is not for sale', async () => {
  const goods = await publishListing(world, service);
  const { listingId, sellerId, variantId } = goods;
  const data = {
    listingId,
    sellerId,
    agencyId: 'agy_1',
    categoryId: 'cat_1',
    kind: 'goods' as const,
    title: 'x',
    variants: [{ variantId, sku: 'S', name: 'n', priceRupiah: 5 }],
  };
  const event = listingChangedV1.from({ subject: listingId, time: new Date(), data });
  await world.publish({ ...event, data: { ...data, kind: 'subscription' } }, { sequence: 2 });
  await eventually('it is unknown', async () => (await put(await newCart(service), { variantId })).body['code'] === 'variant-not-found');
});
