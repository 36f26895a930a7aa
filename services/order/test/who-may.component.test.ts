import { newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import { clock } from '@wadah/testing';
import type { OrderConfig } from '../src/config.ts';
import { address } from './support/orders.ts';
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
describe('who may', () => {
  test('a member in a selling role or its client with the scope; others see nothing', async () => {
    const paid = await paidOrder();
    const { sellerId } = paid.market;
    const client = (scopes: string[], organisationId = sellerId) =>
      world.tokens.client({ clientId: newId('cli'), scopes, organisationId, now: moved.now() });
    const path = `GET /v1/seller-orders/${paid.sellerOrderId}`;
    const reads: [string, number][] = [
      [member(sellerId), 200],
      [member(sellerId, 'seller_owner'), 200],
      [member(sellerId, 'auditor'), 403],
      [member(newId('sel')), 404],
      [paid.token, 200],
      [world.buyer(), 404],
      [client(['seller-orders:read']), 200],
      [client(['listings:write']), 403],
      [client(['seller-orders:read'], newId('sel')), 404],
      [world.tokens.user({ accountId: newId('acc'), roles: ['operator'], now: moved.now() }), 200],
      [world.tokens.user({ accountId: newId('acc'), roles: ['auditor'], now: moved.now() }), 200],
    ];
    for (const [token, status] of reads) expect((await call(service, path, { token })).status).toBe(status);
    const writes: [string, number, string][] = [
      [paid.token, 404, 'seller-order-not-found'],
      [world.tokens.user({ accountId: newId('acc'), roles: ['operator'], now: moved.now() }), 404, 'seller-order-not-found'],
      [member(newId('sel')), 404, 'seller-order-not-found'],
      [member(sellerId, 'auditor'), 403, 'forbidden'],
      [client(['seller-orders:read']), 403, 'scope-missing'],
    ];
    for (const [token, status, code] of writes) expect(await does(paid, 'acceptance', token)).toMatchObject({ status, body: { code } });
    expect((await does(paid, 'acceptance', client(['seller-orders:write']))).status).toBe(200);
    expect(await does(paid, 'receipt', member(sellerId))).toMatchObject({ status: 404 });
    expect((await call(service, 'GET /v1/seller-orders/so_unknown', { token: paid.token })).status).toBe(404);
  });

  test('a seller sees recipient, phone and address, never the account, number to pay or other parts', async () => {
    const paid = await paidOrder(byCourier);
    const { body } = await call(service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token: member(paid.market.sellerId) });
    expect(body).toMatchObject({ recipient: address.recipient, phone: address.phone, shippingAddress: { street: address.street } });
    for (const hidden of [paid.buyerId, '00020101']) expect(JSON.stringify(body)).not.toContain(hidden);
    const staff = world.tokens.user({ accountId: newId('acc'), roles: ['operator'], now: moved.now() });
    const seen = await call(service, `GET /v1/orders/${paid.orderId}`, { token: staff });
    for (const hidden of [address.recipient, address.street, '00020101', paid.buyerId])
      expect(JSON.stringify(seen.body)).not.toContain(hidden);
    expect((await call(service, `GET /v1/orders/${paid.orderId}`, { token: paid.token })).body).toMatchObject({
      payment: { qrString: '00020101' },
    });
  });

  test('nobody reads or cancels another’s order', async () => {
    const paid = await paidOrder();
    const token = world.buyer();
    expect((await call(service, `GET /v1/orders/${paid.orderId}`, { token })).status).toBe(404);
    expect((await call(service, `POST /v1/orders/${paid.orderId}/cancellation`, { token })).status).toBe(404);
    expect(await call(service, `POST /v1/orders/${paid.orderId}/cancellation`, { token: paid.token })).toMatchObject({
      status: 409,
      body: { code: 'order-already-paid' },
    });
  });
});

describe('lists', () => {
  test('are paged by a cursor of their own, newest first, and never end twice', async () => {
    const sellerId = newId('sel');
    const orders = [await paidOrder({ sellerId }), await paidOrder({ sellerId }), await paidOrder({ sellerId })];
    const token = member(sellerId);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call(service, `GET /v1/seller-orders?sellerId=${sellerId}&limit=1${cursor}`, { token });
      seen.push(...(body['items'] as { sellerOrderId: string }[]).map(({ sellerOrderId }) => sellerOrderId));
      cursor = body['nextCursor'] === null ? '' : `&cursor=${body['nextCursor'] as string}`;
    } while (cursor !== '' && seen.length < 9);
    expect(seen).toEqual(orders.map(({ sellerOrderId }) => sellerOrderId).toReversed());
    const { body } = await call(service, `GET /v1/seller-orders?sellerId=${sellerId}&limit=1`, { token });
    const foreign = await call(service, `GET /v1/seller-orders?sellerId=${sellerId}&limit=1&cursor=${body['nextCursor'] as string}`, {
      token: member(sellerId),
    });
    expect(foreign).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
    expect((await call(service, `GET /v1/seller-orders?sellerId=${sellerId}&status=accepted`, { token })).body['items']).toEqual([]);
    expect((await call(service, `GET /v1/seller-orders?sellerId=${sellerId}`, { token: world.buyer() })).status).toBe(404);
    expect((await call(service, `GET /v1/seller-orders?sellerId=${sellerId}&sort=x`, { token })).status).toBe(400);
  });

  test('of a buyer hold their own orders only', async () => {
    const accountId = newId('acc');
    const token = world.tokens.user({ accountId, now: moved.now() });
    const market = await publishListing(world, service);
    const placed: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const cartId = await fillCart(service, [market], token);
      placed.push(String((await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() })).body['orderId']));
    }
    const first = await call(service, 'GET /v1/orders?limit=1', { token });
    const second = await call(service, `GET /v1/orders?limit=1&cursor=${String(first.body['nextCursor'])}`, { token });
    expect([first, second].flatMap(({ body }) => (body['items'] as { orderId: string }[]).map(({ orderId }) => orderId))).toEqual(
      placed.toReversed(),
    );
    expect(second.body['nextCursor']).toBeNull();
  });
});

test('the mail’s view of an order is open to notification’s token only', async () => {
  const paid = await paidOrder({ methods: [{ method: 'pick_up', priceRupiah: 0 }] });
  const internal = { url: service.internalUrl };
  const path = `GET /internal/orders/${paid.orderId}`;
  const token = (scope: string, audience = 'order') => world.tokens.service({ service: 'notification', audience, scope, now: moved.now() });
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
  expect((await call(service, path, { token: token('internal:orders.read') })).status).toBe(404);
});
