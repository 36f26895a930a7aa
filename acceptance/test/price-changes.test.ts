import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { newBuyer, sellerOf, type Seller } from './support/people.ts';
import { address, byCourier, cartWith, place, variantOf } from './support/shopping.ts';

let seller: Seller;
const wish = () => ({ sellerId: seller.sellerId, sku: 'KECAP-620ML', quantity: 1 });

beforeAll(async () => {
  seller = await sellerOf('seller-15@wadah.test');
});

const reprice = async (priceRupiah: number): Promise<void> => {
  const { listingId, variantId } = await variantOf(wish());
  await must(`PUT /v1/listings/${listingId}/variants/${variantId}/price`, { token: seller.token, body: { priceRupiah } });
};

const lineOf = async (token: string, cartId: string): Promise<any> => (await must(`GET /v1/carts/${cartId}`, { token })).lines[0];

test('a price that changed since the quote is a conflict with both prices, and a new quote settles it', async () => {
  const buyer = (await newBuyer()).token;
  const { priceRupiah, variantId } = await variantOf(wish());
  const cartId = await cartWith(buyer, [wish()]);
  const quote = () =>
    must(`POST /v1/carts/${cartId}/quote`, { token: buyer, body: { shippingAddress: address, deliveries: byCourier([wish()]) } });
  await quote();
  await reprice(priceRupiah + 1_000);
  await eventually('the cart shows the new price', async () => (await lineOf(buyer, cartId)).unitPriceRupiah === priceRupiah + 1_000);
  const refused = await place(buyer, cartId, { deliveries: byCourier([wish()]) });
  expect(refused).toMatchObject({ status: 409, body: { code: 'quote-changed' } });
  expect(JSON.stringify(refused.body.changes)).toContain(variantId);
  expect(JSON.stringify(refused.body.changes)).toContain(String(priceRupiah + 1_000));
  expect((await quote()).changes).toMatchObject([
    { variantId, change: 'price_changed', oldPriceRupiah: priceRupiah, newPriceRupiah: priceRupiah + 1_000 },
  ]);
  expect((await place(buyer, cartId, { deliveries: byCourier([wish()]) })).status).toBe(201);
});

test('a price that changes in the moment of ordering never sells at the old one', async () => {
  const buyer = (await newBuyer()).token;
  const { priceRupiah } = await variantOf(wish());
  const cartId = await cartWith(buyer, [wish()]);
  const [placed] = await Promise.all([place(buyer, cartId, { deliveries: byCourier([wish()]) }), reprice(priceRupiah + 500)]);
  if (placed.status === 201) {
    const { subtotalRupiah } = await must(`GET /v1/orders/${placed.body.orderId}`, { token: buyer });
    expect([priceRupiah, priceRupiah + 500]).toContain(subtotalRupiah);
    return;
  }
  expect(placed).toMatchObject({
    status: 409,
    body: { code: 'price-changed', lines: [{ oldPriceRupiah: priceRupiah, newPriceRupiah: priceRupiah + 500 }] },
  });
  expect(await must(`GET /v1/orders/${placed.body.orderId}`, { token: buyer })).toMatchObject({ status: 'rejected' });
});

test.each([0, -5, 10.5, '10000', 1e15])('a price of %p is refused', async (priceRupiah) => {
  const { listingId, variantId } = await variantOf(wish());
  const answer = await call(`PUT /v1/listings/${listingId}/variants/${variantId}/price`, { token: seller.token, body: { priceRupiah } });
  expect(answer.status).toBe(400);
});

test('another option or another region than quoted is priced anew and is no conflict', async () => {
  const [buyer, { sellerId }] = [(await newBuyer()).token, await sellerOf('seller-01@wadah.test')];
  const sugar = { sellerId, sku: 'GULA-SEMUT-500G', quantity: 1 };
  const cartId = await cartWith(buyer, [sugar]);
  await must(`POST /v1/carts/${cartId}/quote`, { token: buyer, body: { shippingAddress: address, deliveries: byCourier([sugar]) } });
  const placed = await place(buyer, cartId, { deliveries: [{ sellerId, method: 'pick_up' }] });
  expect(placed.status).toBe(201);
  expect(await must(`GET /v1/orders/${placed.body.orderId}`, { token: buyer })).toMatchObject({ shippingRupiah: 0 });
});
