import { sellerSuspendedV1, stockRejectedV1 } from '@wadah/contracts';
import { idLike, newId } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { address } from './support/orders.ts';
import { call, fillCart, key, orderBody, pay, placeOrder, publishListing, untilStatus, type Market } from './support/order-service.ts';
import { byCourier, openShop, type OpenShop } from './support/paid-orders.ts';

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop();
}, 60_000);

afterAll(() => shop.stop());

const suspend = async ({ sellerId }: Pick<Market, 'sellerId'>): Promise<void> => {
  await shop.world.publish(sellerSuspendedV1.from({ subject: sellerId, time: shop.now(), data: { sellerId, agencyId: newId('agy') } }), {
    sequence: 2,
  });
  await eventually('the suspension is known', async () => {
    const row = await shop.service.chassis.mongo.collection<{ _id: string; isSelling?: boolean }>('sellers').findOne({ _id: sellerId });
    return row?.isSelling === false;
  });
};

const account = () => shop.world.tokens.user({ accountId: newId('acc'), now: shop.now() });

test('in the middle of a cart its lines are refused, in the quote by name and in the order; those of other sellers are not', async () => {
  const [suspended, other] = [await publishListing(shop.world, shop.service), await publishListing(shop.world, shop.service)];
  const token = account();
  const cartId = await fillCart(shop.service, [suspended, other], token);
  await suspend(suspended);
  const quote = await call(shop.service, `POST /v1/carts/${cartId}/quote`, { token, body: { shippingAddress: address } });
  expect(quote.body).toMatchObject({ subtotalRupiah: 64_000, changes: [{ variantId: suspended.variantId }] });
  const refused = { status: 409, body: { code: 'variant-not-on-sale', lines: [{ variantId: suspended.variantId }] } };
  expect(await call(shop.service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() })).toMatchObject(refused);
  await call(shop.service, `DELETE /v1/carts/${cartId}/lines/${suspended.variantId}`, { token });
  expect((await call(shop.service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() })).status).toBe(201);
  const alone = await fillCart(shop.service, [suspended], token);
  expect(await call(shop.service, `POST /v1/carts/${alone}/quote`, { token, body: { shippingAddress: address } })).toMatchObject(refused);
});

test('before the reservation catalogue refuses the lines, and the order is rejected', async () => {
  const market = await publishListing(shop.world, shop.service);
  const token = account();
  const order = await placeOrder(shop.service, token, await fillCart(shop.service, [market], token));
  await suspend(market);
  const { orderId } = order;
  const reservationId = idLike('res', orderId);
  const lines = [{ variantId: market.variantId, fault: 'not_on_sale' as const, requested: 2 }];
  await shop.world.publish(
    stockRejectedV1.from({ subject: reservationId, time: new Date(), data: { reservationId, orderId, reason: 'not_on_sale', lines } }),
    { sequence: 1 },
  );
  await untilStatus(shop.service, { token, orderId }, 'rejected');
});

test('after the reservation the order is paid and opened as if nothing had happened', async () => {
  const market = await publishListing(shop.world, shop.service);
  const token = account();
  const order = await placeOrder(shop.service, token, await fillCart(shop.service, [market], token));
  await suspend(market);
  await pay(shop.world, order);
  await untilStatus(shop.service, { token, orderId: order.orderId }, 'paid');
});

test('after the payment the suspended seller still accepts, ships and delivers, and is paid', async () => {
  const paid = await shop.paidOrder();
  await suspend(paid.market);
  const token = shop.member(paid.market.sellerId);
  for (const [name, body] of [['acceptance'], ['shipment', {}], ['delivery', {}]] as const)
    expect((await shop.does(paid, name, token, body)).status).toBe(200);
  expect((await shop.does(paid, 'receipt', paid.token)).body['status']).toBe('completed');
  const [event] = await shop.world.events.waitFor('seller-order.completed.v1', { subject: paid.orderId });
  expect(event?.data).toMatchObject({ by: 'receipt', goodsRupiah: 64_000 });
});

test('with a parcel on its way the clocks go on as for anybody', async () => {
  const paid = await shop.paidOrder(byCourier);
  const tracked = { courier: 'jne', trackingNumber: newId('t').toUpperCase().replace('T_', 'T') };
  await shop.does(paid, 'acceptance', shop.member(paid.market.sellerId));
  await shop.does(paid, 'shipment', shop.member(paid.market.sellerId), tracked);
  await suspend(paid.market);
  shop.moved.advance(14 * 86_400 + 1);
  const [event] = await shop.world.events.waitFor('seller-order.contested.v1', { subject: paid.orderId });
  expect(event?.data).toMatchObject({ reason: 'not_delivered' });
});
