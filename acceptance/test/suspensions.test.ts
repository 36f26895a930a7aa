import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { newBuyer, operatorToken, signIn } from './support/people.ts';
import { newSeller, onSale } from './support/selling.ts';
import { awaitingPayment, orderBody, paid, shipped } from './support/shopping.ts';

test('a suspended seller leaves sale within seconds, fulfils what is paid, and comes back when its curator says so', async () => {
  const seller = await newSeller('dinas-pertanian');
  const listing = await onSale(seller, 'dinas-pertanian');
  const curator = await signIn('curator-dinas-pertanian@wadah.test');
  const buyer = await newBuyer();
  const { cartId } = await must('POST /v1/carts', { token: buyer.token });
  const line = `PUT /v1/carts/${cartId}/lines/${listing.variants[0].variantId}`;
  await eventually(
    'the variant to be on sale',
    async () => (await call(line, { token: buyer.token, body: { quantity: 1 } })).status === 200,
  );

  const sold = await paid(
    buyer.token,
    await awaitingPayment(buyer.token, [{ sellerId: seller.sellerId, sku: listing.variants[0].sku, quantity: 1 }]),
  );

  const suspend = () => call(`POST /v1/sellers/${seller.sellerId}/suspension`, { token: curator, body: { reason: 'Aduan pembeli' } });
  expect((await suspend()).body.status).toBe('suspended');
  expect((await suspend()).status).toBe(200);
  await eventually('the listing to leave sale', async () => (await call(`GET /v1/listings/${listing.listingId}`)).status === 404, 5_000);
  await eventually('the shop to leave the list', async () => (await call(`GET /v1/sellers/${seller.sellerId}`)).status === 404, 5_000);
  const refused = await eventually('the order to be refused', async () => {
    const body = orderBody(cartId, [{ sellerId: seller.sellerId, sku: '', quantity: 1 }]);
    const answer = await call('POST /v1/orders', {
      token: buyer.token,
      headers: { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=10' },
      body,
    });
    return answer.status === 409 ? answer : undefined;
  });
  expect(['variant-not-on-sale', 'not-on-sale']).toContain(refused.body.code);
  await shipped(seller.token, sold.sellerOrders[0].sellerOrderId);
  await must(`POST /v1/seller-orders/${sold.sellerOrders[0].sellerOrderId}/receipt`, { token: buyer.token });
  await eventually('a price change to be refused', async () => {
    const path = `PUT /v1/listings/${listing.listingId}/variants/${listing.variants[0].variantId}/price`;
    return (await call(path, { token: seller.token, body: { priceRupiah: 21_000 } })).body.code === 'seller-suspended';
  });

  await must(`POST /v1/sellers/${seller.sellerId}/reinstatement`, { token: curator, body: { reason: 'Selesai' } });
  await eventually('the listing to be back', async () => (await call(`GET /v1/listings/${listing.listingId}`)).status === 200, 5_000);
});

test('what an operator suspended only an operator brings back', async () => {
  const seller = await newSeller('dinas-pertanian');
  const [operator, curator] = [await operatorToken(), await signIn('curator-dinas-pertanian@wadah.test')];
  await must(`POST /v1/sellers/${seller.sellerId}/suspension`, { token: operator, body: { reason: 'Penipuan' } });
  const lift = (token: string) => call(`POST /v1/sellers/${seller.sellerId}/reinstatement`, { token, body: { reason: 'Selesai' } });
  expect((await lift(curator)).body).toMatchObject({ status: 403, code: 'operator-suspension' });
  expect((await lift(operator)).body.status).toBe('verified');
});
