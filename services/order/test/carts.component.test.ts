import { listingChangedV1, listingUnpublishedV1 } from '@wadah/contracts';
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
