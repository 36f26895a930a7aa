import { newId } from '@wadah/kit';
import { address } from './support/orders.ts';
import { call, fillCart, key, orderBody, publishListing } from './support/order-service.ts';
import { byCourier, openShop, type OpenShop } from './support/paid-orders.ts';

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop();
}, 60_000);

afterAll(() => shop.stop());

describe('who may', () => {
  test('a member in a selling role or its client with the scope; others see nothing', async () => {
    const paid = await shop.paidOrder();
    const { sellerId } = paid.market;
    const client = (scopes: string[], organisationId = sellerId) =>
      shop.world.tokens.client({ clientId: newId('cli'), scopes, organisationId, now: shop.moved.now() });
    const path = `GET /v1/seller-orders/${paid.sellerOrderId}`;
    const reads: [string, number][] = [
      [shop.member(sellerId), 200],
      [shop.member(sellerId, 'seller_owner'), 200],
      [shop.member(sellerId, 'auditor'), 403],
      [shop.member(newId('sel')), 404],
      [paid.token, 200],
      [shop.world.buyer(), 404],
      [client(['seller-orders:read']), 200],
      [client(['listings:write']), 403],
      [client(['seller-orders:read'], newId('sel')), 404],
      [shop.world.tokens.user({ accountId: newId('acc'), roles: ['operator'], now: shop.moved.now() }), 200],
      [shop.world.tokens.user({ accountId: newId('acc'), roles: ['auditor'], now: shop.moved.now() }), 200],
    ];
    for (const [token, status] of reads) expect((await call(shop.service, path, { token })).status).toBe(status);
    const writes: [string, number, string][] = [
      [paid.token, 404, 'seller-order-not-found'],
      [shop.world.tokens.user({ accountId: newId('acc'), roles: ['operator'], now: shop.moved.now() }), 404, 'seller-order-not-found'],
      [shop.member(newId('sel')), 404, 'seller-order-not-found'],
      [shop.member(sellerId, 'auditor'), 403, 'forbidden'],
      [client(['seller-orders:read']), 403, 'scope-missing'],
    ];
    for (const [token, status, code] of writes)
      expect(await shop.does(paid, 'acceptance', token)).toMatchObject({ status, body: { code } });
    expect((await shop.does(paid, 'acceptance', client(['seller-orders:write']))).status).toBe(200);
    expect(await shop.does(paid, 'receipt', shop.member(sellerId))).toMatchObject({ status: 404 });
    expect((await call(shop.service, 'GET /v1/seller-orders/so_unknown', { token: paid.token })).status).toBe(404);
  });

  test('a seller sees recipient, phone and address, never the account, number to pay or other parts', async () => {
    const paid = await shop.paidOrder(byCourier);
    const { body } = await call(shop.service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token: shop.member(paid.market.sellerId) });
    expect(body).toMatchObject({ recipient: address.recipient, phone: address.phone, shippingAddress: { street: address.street } });
    for (const hidden of [paid.buyerId, '00020101']) expect(JSON.stringify(body)).not.toContain(hidden);
    const staff = shop.world.tokens.user({ accountId: newId('acc'), roles: ['operator'], now: shop.moved.now() });
    const seen = await call(shop.service, `GET /v1/orders/${paid.orderId}`, { token: staff });
    for (const hidden of [address.recipient, address.street, '00020101', paid.buyerId])
      expect(JSON.stringify(seen.body)).not.toContain(hidden);
    expect((await call(shop.service, `GET /v1/orders/${paid.orderId}`, { token: paid.token })).body).toMatchObject({
      payment: { qrString: '00020101' },
    });
  });

  test('nobody reads or cancels another’s order', async () => {
    const paid = await shop.paidOrder();
    const token = shop.world.buyer();
    expect((await call(shop.service, `GET /v1/orders/${paid.orderId}`, { token })).status).toBe(404);
    expect((await call(shop.service, `POST /v1/orders/${paid.orderId}/cancellation`, { token })).status).toBe(404);
    expect(await call(shop.service, `POST /v1/orders/${paid.orderId}/cancellation`, { token: paid.token })).toMatchObject({
      status: 409,
      body: { code: 'order-already-paid' },
    });
  });
});

describe('lists', () => {
  test('are paged by a cursor of their own, newest first, and never end twice', async () => {
    const sellerId = newId('sel');
    const orders = [await shop.paidOrder({ sellerId }), await shop.paidOrder({ sellerId }), await shop.paidOrder({ sellerId })];
    const token = shop.member(sellerId);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call(shop.service, `GET /v1/seller-orders?sellerId=${sellerId}&limit=1${cursor}`, { token });
      seen.push(...(body['items'] as { sellerOrderId: string }[]).map(({ sellerOrderId }) => sellerOrderId));
      cursor = body['nextCursor'] === null ? '' : `&cursor=${body['nextCursor'] as string}`;
    } while (cursor !== '' && seen.length < 9);
    expect(seen).toEqual(orders.map(({ sellerOrderId }) => sellerOrderId).toReversed());
    const { body } = await call(shop.service, `GET /v1/seller-orders?sellerId=${sellerId}&limit=1`, { token });
    const foreign = await call(shop.service, `GET /v1/seller-orders?sellerId=${sellerId}&limit=1&cursor=${body['nextCursor'] as string}`, {
      token: shop.member(sellerId),
    });
    expect(foreign).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
    expect((await call(shop.service, `GET /v1/seller-orders?sellerId=${sellerId}&status=accepted`, { token })).body['items']).toEqual([]);
    expect((await call(shop.service, `GET /v1/seller-orders?sellerId=${sellerId}`, { token: shop.world.buyer() })).status).toBe(404);
    expect((await call(shop.service, `GET /v1/seller-orders?sellerId=${sellerId}&sort=x`, { token })).status).toBe(400);
  });

  test('of a buyer hold their own orders only', async () => {
    const accountId = newId('acc');
    const token = shop.world.tokens.user({ accountId, now: shop.moved.now() });
    const market = await publishListing(shop.world, shop.service);
    const placed: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const cartId = await fillCart(shop.service, [market], token);
      placed.push(
        String((await call(shop.service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() })).body['orderId']),
      );
    }
    const first = await call(shop.service, 'GET /v1/orders?limit=1', { token });
    const second = await call(shop.service, `GET /v1/orders?limit=1&cursor=${String(first.body['nextCursor'])}`, { token });
    expect([first, second].flatMap(({ body }) => (body['items'] as { orderId: string }[]).map(({ orderId }) => orderId))).toEqual(
      placed.toReversed(),
    );
    expect(second.body['nextCursor']).toBeNull();
  });
});

test('the mail’s view of an order is open to notification’s token only', async () => {
  const paid = await shop.paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
  const internal = { url: shop.service.internalUrl };
  const path = `GET /internal/orders/${paid.orderId}`;
  const token = (scope: string, audience = 'order') =>
    shop.world.tokens.service({ service: 'notification', audience, scope, now: shop.moved.now() });
  expect(await call(internal, path, { token: token('internal:orders.read') })).toMatchObject({
    status: 200,
    body: {
      buyerId: paid.buyerId,
      totalRupiah: 64_000,
      lines: [{ title: 'Sate bandeng', quantity: 2 }],
      sellerOrders: [{ pickUpCode: paid.pickUpCode }],
    },
  });
  expect((await call(internal, path, { token: token('internal:codes.read') })).status).toBe(403);
  expect((await call(internal, path, { token: token('internal:orders.read', 'identity') })).status).toBe(401);
  expect((await call(internal, path, { token: paid.token })).status).toBe(401);
  expect((await call(shop.service, path, { token: token('internal:orders.read') })).status).toBe(404);
});
