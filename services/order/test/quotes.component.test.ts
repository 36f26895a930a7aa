import { sellerReinstatedV1, sellerSuspendedV1, stockRepricedV1 } from '@wadah/contracts';
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

const quote = (cartId: string, over: object = {}, token?: string): Promise<Answer> =>
  call(service, `POST /v1/carts/${cartId}/quote`, { body: { shippingAddress: address, ...over }, token });

const order = (token: string, cartId: string, over: object = {}): Promise<Answer> =>
  call(service, 'POST /v1/orders', { token, body: orderBody(cartId, over), headers: key() });

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
