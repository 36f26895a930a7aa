import { call, must } from './support/http.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo, newBuyer, sellerOf, type Seller } from './support/people.ts';
import { address, cartWith, orderBecomes, paid, place, variantOf, type Wish } from './support/shopping.ts';

let sugar: Seller;
let walks: Seller;
let food: Seller;

beforeAll(async () => {
  sugar = await sellerOf('seller-01@wadah.test');
  walks = await sellerOf('seller-16@wadah.test');
  food = await sellerOf('seller-17@wadah.test');
});

/** A paid order of one line, and the part its seller sees. */
const bought = async (
  wish: Wish,
  method: string,
): Promise<{ readonly buyer: { email: string; token: string }; readonly order: any; readonly part: any }> => {
  const buyer = await newBuyer();
  const placed = await place(buyer.token, await cartWith(buyer.token, [wish]), { deliveries: [{ sellerId: wish.sellerId, method }] });
  const waiting = await orderBecomes(buyer.token, placed.body.orderId, ({ status }) => status === 'awaiting_payment');
  const order = await paid(buyer.token, waiting);
  return { buyer, order, part: order.sellerOrders[0] };
};

const command = (part: { sellerOrderId: string }, name: string, token: string, body?: unknown) =>
  call(`POST /v1/seller-orders/${part.sellerOrderId}/${name}`, { token, ...(body === undefined ? {} : { body }) });

test('goods that are fetched are handed over against the buyer’s code alone', async () => {
  const { buyer, part } = await bought({ sellerId: sugar.sellerId, sku: 'KERIPIK-PISANG-ASIN', quantity: 1 }, 'pick_up');
  const code = part.pickUpCode as string;
  expect(code).toMatch(/^\d{6}$/);
  const seen = await must(`GET /v1/seller-orders/${part.sellerOrderId}`, { token: sugar.token });
  expect(JSON.stringify(seen)).not.toContain(code);
  expect(seen).toMatchObject({ recipient: address.recipient, phone: address.phone });
  expect(seen.shippingAddress).toBeUndefined();
  await eventually('the code in the buyer’s mail', async () => (await mailsTo(buyer.email)).some(({ text }) => text.includes(code)));
  expect((await mailsTo('seller-01@wadah.test')).every(({ text }) => !text.includes(code))).toBe(true);

  expect((await command(part, 'delivery', sugar.token, { code })).body.code).toBe('seller-order-state');
  expect((await command(part, 'acceptance', sugar.token)).status).toBe(200);
  expect((await command(part, 'shipment', sugar.token, {})).body.code).toBe('shipment-not-expected');
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await command(part, 'delivery', sugar.token, { code: wrong })).toMatchObject({
    status: 409,
    body: { code: 'pick-up-code-wrong' },
  });
  expect((await command(part, 'delivery', sugar.token, { code })).body.status).toBe('completed');
  expect((await command(part, 'delivery', sugar.token, { code })).status).toBe(200);
});

test('five wrong codes lock the code, and the buyer’s receipt still completes', async () => {
  const { buyer, part } = await bought({ sellerId: sugar.sellerId, sku: 'KERIPIK-PISANG-MANIS', quantity: 1 }, 'pick_up');
  await command(part, 'acceptance', sugar.token);
  const wrong = part.pickUpCode === '000000' ? '000001' : '000000';
  for (const _ of [1, 2, 3, 4, 5]) await command(part, 'delivery', sugar.token, { code: wrong });
  expect((await command(part, 'delivery', sugar.token, { code: part.pickUpCode })).body.code).toBe('pick-up-code-locked');
  expect((await command(part, 'receipt', buyer.token)).body.status).toBe('completed');
});

test('a parcel needs courier and number, its number is used once, and its seller cannot say "delivered" too early', async () => {
  const { buyer, part } = await bought({ sellerId: sugar.sellerId, sku: 'JAHE-MERAH-250G', quantity: 1 }, 'courier');
  const second = await bought({ sellerId: sugar.sellerId, sku: 'JAHE-EMPRIT-250G', quantity: 1 }, 'courier');
  const trackingNumber = `JNE${Date.now()}`;
  expect((await command(part, 'receipt', buyer.token)).body.code).toBe('seller-order-state');
  expect((await command(part, 'shipment', sugar.token, { courier: 'jne', trackingNumber })).body.code).toBe('seller-order-state');
  for (const each of [part, second.part]) await command(each, 'acceptance', sugar.token);
  expect((await command(part, 'shipment', sugar.token, {})).body).toMatchObject({ status: 400, code: 'tracking-required' });
  expect((await command(part, 'shipment', sugar.token, { courier: 'jne', trackingNumber })).body.status).toBe('shipped');
  expect((await command(part, 'shipment', sugar.token, { courier: 'jne', trackingNumber })).status).toBe(200);
  expect((await command(second.part, 'shipment', sugar.token, { courier: 'jne', trackingNumber })).body).toMatchObject({
    status: 409,
    code: 'tracking-number-used',
  });
  const early = await command(part, 'delivery', sugar.token, {});
  expect(early.body).toMatchObject({ status: 409, code: 'too-early', earliestAt: expect.any(String) });
  expect((await command(part, 'delivery', sugar.token, { code: '123456' })).body.code).toBe('pick-up-code-not-expected');
});

test('a departure keeps its date, is not shipped, and its seller waits for the day', async () => {
  const { serviceDate } = await variantOf({ sellerId: walks.sellerId, sku: 'CISADANE-WALK-1' });
  const { buyer, part } = await bought({ sellerId: walks.sellerId, sku: 'CISADANE-WALK-1', quantity: 2 }, 'on_site');
  expect(part).toMatchObject({ deliveryMethod: 'on_site', lines: [{ serviceDate }] });
  expect(part.pickUpCode).toBeUndefined();
  await command(part, 'acceptance', walks.token);
  expect((await command(part, 'delivery', walks.token, {})).body.code).toBe('too-early');
  expect((await command(part, 'receipt', buyer.token)).body.status).toBe('completed');
});

test('own delivery has no tracking number and completes by receipt', async () => {
  const buyer = await newBuyer();
  const wish = { sellerId: food.sellerId, sku: 'SATE-BEBEK-10', quantity: 1 };
  const cartId = await cartWith(buyer.token, [wish]);
  const placed = await call('POST /v1/orders', {
    token: buyer.token,
    headers: { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' },
    body: {
      cartId,
      shippingAddress: { ...address, regency: '36.72', district: 'Jombang', postalCode: '42414' },
      paymentMethod: 'qris',
      deliveries: [{ sellerId: food.sellerId, method: 'own_delivery' }],
    },
  });
  const order = await paid(
    buyer.token,
    await orderBecomes(buyer.token, placed.body.orderId, ({ status }) => status === 'awaiting_payment'),
  );
  const part = order.sellerOrders[0];
  await command(part, 'acceptance', food.token);
  expect((await command(part, 'shipment', food.token, { courier: 'jne', trackingNumber: 'JNE12345678' })).body.code).toBe(
    'tracking-not-expected',
  );
  expect((await command(part, 'shipment', food.token, {})).body.status).toBe('shipped');
  expect((await command(part, 'delivery', food.token, {})).body.status).toBe('delivered');
  expect((await command(part, 'receipt', buyer.token)).body.status).toBe('completed');
});

test('a seller sees its own part and address, never the buyer’s account or another’s part', async () => {
  const { buyer, order, part } = await bought({ sellerId: sugar.sellerId, sku: 'GULA-CAIR-350ML', quantity: 1 }, 'courier');
  const seen = await must(`GET /v1/seller-orders/${part.sellerOrderId}`, { token: sugar.token });
  expect(seen).toMatchObject({ status: 'opened', shippingAddress: { street: address.street } });
  const me = await must('GET /v1/me', { token: buyer.token });
  for (const secret of [buyer.email, me.accountId, order.payment.qrString]) expect(JSON.stringify(seen)).not.toContain(secret);
  for (const path of [`/v1/seller-orders/${part.sellerOrderId}`, `/v1/orders/${order.orderId}`, `/v1/payments/${order.payment.paymentId}`])
    expect([path, (await call(`GET ${path}`, { token: walks.token })).status]).toEqual([path, 404]);
  expect((await command(part, 'acceptance', walks.token)).status).toBe(404);
  expect((await command(part, 'receipt', sugar.token)).status).toBe(404);
  const open = await must(`GET /v1/seller-orders?sellerId=${sugar.sellerId}&status=opened&limit=100`, { token: sugar.token });
  expect(open.items.map(({ sellerOrderId }: { sellerOrderId: string }) => sellerOrderId)).toContain(part.sellerOrderId);
  expect((await call(`GET /v1/seller-orders?sellerId=${sugar.sellerId}`, { token: walks.token })).status).toBe(404);
});

test('commands of a seller order said again are 200, and in another state a conflict that names the state', async () => {
  const { part } = await bought({ sellerId: sugar.sellerId, sku: 'GULA-CETAK-1KG', quantity: 1 }, 'courier');
  for (const _ of ['first', 'again']) expect((await command(part, 'acceptance', sugar.token)).body.status).toBe('accepted');
  const shipment = { courier: 'jne', trackingNumber: `JNE${Date.now()}A` };
  for (const _ of ['first', 'again']) expect((await command(part, 'shipment', sugar.token, shipment)).body.status).toBe('shipped');
  expect(await command(part, 'rejection', sugar.token, { reason: 'damaged' })).toMatchObject({
    status: 409,
    body: { code: 'seller-order-state', currentStatus: 'shipped' },
  });
});

test('a seller’s own word at the pick-up point leaves the buyer the last one', async () => {
  const { buyer, part } = await bought({ sellerId: sugar.sellerId, sku: 'GULA-CETAK-500G', quantity: 1 }, 'pick_up');
  await command(part, 'acceptance', sugar.token);
  expect((await command(part, 'delivery', sugar.token, {})).body.status).toBe('delivered');
  expect((await command(part, 'receipt', buyer.token)).body.status).toBe('completed');
});
