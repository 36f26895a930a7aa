import { newId } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { address } from './support/orders.ts';
import { readEvents } from './support/event-stream.ts';
import { call, fillCart, key, orderBody, publishListing } from './support/order-service.ts';
import { byCourier, openShop, type OpenShop } from './support/paid-orders.ts';

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop();
}, 60_000);

afterAll(() => shop.stop());

const reader = (accountId: string, locale: 'id' | 'en'): string => shop.world.tokens.user({ accountId, locale, now: shop.moved.now() });

const inLanguage = (language: string) => ({ headers: { 'accept-language': language } });

const textsOf = async (orderId: string, token: string, language: string) => {
  const { body } = await call(shop.service, `GET /v1/orders/${orderId}`, { token, ...inLanguage(language) });
  const [sellerOrder] = body['sellerOrders'] as { statusText?: string }[];
  const [placed] = body['timeline'] as { text?: string }[];
  return [body['statusText'], sellerOrder?.statusText, placed?.text];
};

const indonesian = ['Sudah dibayar', 'Menunggu jawaban penjual', 'Pesanan dibuat'];
const english = ['Paid', 'Waiting for the seller’s answer', 'Order placed'];

test('a state is said in the account’s language, and without one in what the client likes best', async () => {
  const paid = await shop.paidOrder();
  expect(await textsOf(paid.orderId, reader(paid.buyerId, 'en'), 'id')).toEqual(english);
  expect(await textsOf(paid.orderId, reader(paid.buyerId, 'id'), 'en')).toEqual(indonesian);
  expect(await textsOf(paid.orderId, paid.token, 'en')).toEqual(english);
  expect(await textsOf(paid.orderId, paid.token, 'nl')).toEqual(indonesian);
});

test('a refusal is said in the account’s language, and without one in what the client likes best', async () => {
  const title = async (token: string, language: string) => {
    const { body } = await call(shop.service, 'GET /v1/orders/ord_unknown', { token, ...inLanguage(language) });
    return [body['code'], body['title']];
  };
  const accountId = newId('acc');
  expect(await title(reader(accountId, 'en'), 'id')).toEqual(['order-not-found', 'No such order']);
  expect(await title(reader(accountId, 'id'), 'en')).toEqual(['order-not-found', 'Pesanan tidak ada']);
  expect(await title(shop.world.buyer(accountId), 'en')).toEqual(['order-not-found', 'No such order']);
  expect(await title(shop.world.buyer(accountId), 'nl')).toEqual(['order-not-found', 'Pesanan tidak ada']);
});

test('both sides read in their own language why a seller order was cancelled', async () => {
  const paid = await shop.paidOrder(byCourier);
  const seller = shop.member(paid.market.sellerId);
  const refused = await shop.does(paid, 'rejection', seller, { reason: 'out_of_stock' }, { 'accept-language': 'en' });
  expect(refused.body).toMatchObject({ status: 'cancelled', statusText: 'Cancelled', reason: 'out_of_stock', reasonText: 'Out of stock' });
  const read = await call(shop.service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token: paid.token });
  expect(read.body).toMatchObject({ statusText: 'Dibatalkan', reasonText: 'Barang habis', deliveryMethodText: 'Kurir' });
});

test('an answer kept under a key stays in the language of the first', async () => {
  const market = await publishListing(shop.world, shop.service);
  const token = shop.world.buyer();
  const body = orderBody(await fillCart(shop.service, [market], token));
  const headers = key();
  const place = (language: string) =>
    call(shop.service, 'POST /v1/orders', { token, body, headers: { ...headers, 'accept-language': language } });
  const first = await place('en');
  expect(first.body).toMatchObject({ statusText: 'Received; the stock is being checked', payment: { methodText: 'QRIS' } });
  expect((await place('id')).body).toEqual(first.body);
});

test('a stream speaks the language of who watches', async () => {
  const paid = await shop.paidOrder();
  const stream = await readEvents(shop.service, `/v1/orders/${paid.orderId}/events`, { token: reader(paid.buyerId, 'en') });
  await eventually('the present state has come', () => stream.events.length > 0);
  stream.close();
  expect(stream.events[0]?.data).toMatchObject({ statusText: 'Paid' });
});

test('a quote names ways to pay and to deliver in the client’s language', async () => {
  const market = await publishListing(shop.world, shop.service, { priceRupiah: 6_000_000 });
  const cartId = await fillCart(shop.service, [market]);
  const quote = async (language: string) =>
    (await call(shop.service, `POST /v1/carts/${cartId}/quote`, { body: { shippingAddress: address }, ...inLanguage(language) })).body;
  const qris = (label: string, reasonText: string) =>
    expect.arrayContaining([{ method: 'qris', label, available: false, reason: 'amount_too_high', reasonText }]);
  expect(await quote('en')).toMatchObject({
    paymentMethods: qris('QRIS', 'The amount is above the limit of this method'),
    sellers: [{ deliveryOptions: [{ label: 'Delivered by the seller' }] }],
  });
  expect(await quote('id')).toMatchObject({
    paymentMethods: qris('QRIS', 'Jumlahnya melebihi batas cara bayar ini'),
    sellers: [{ deliveryOptions: [{ label: 'Diantar penjual' }] }],
  });
});
