import { eventually } from './eventually.ts';
import { callAt, must, call, sandboxUrl, serverKey, type Answer } from './http.ts';

export const address = {
  recipient: 'Dewi Anggraini',
  phone: '+6280000051214',
  street: 'Jalan Yusuf Martadilaga No. 14',
  district: 'Serang',
  regency: '36.73',
  postalCode: '42117',
};

export type Wish = { readonly sellerId: string; readonly sku: string; readonly quantity: number };

export const variantOf = async ({
  sellerId,
  sku,
}: Pick<Wish, 'sellerId' | 'sku'>): Promise<{
  listingId: string;
  variantId: string;
  priceRupiah: number;
  available: number;
  serviceDate?: string;
}> => {
  const { items } = await must(`GET /v1/listings?sellerId=${sellerId}&limit=100`);
  for (const { listingId } of items) {
    const listing = await must(`GET /v1/listings/${listingId}`);
    const variant = listing.variants.find((candidate: { sku: string }) => candidate.sku === sku);
    if (variant !== undefined) return { listingId, ...variant };
  }
  throw new Error(`${sellerId} has no ${sku} on sale.`);
};

export const cartWith = async (token: string, wishes: readonly Wish[]): Promise<string> => {
  const { cartId } = await must('POST /v1/carts', { token });
  for (const wish of wishes) {
    const { variantId } = await variantOf(wish);
    await must(`PUT /v1/carts/${cartId}/lines/${variantId}`, { token, body: { quantity: wish.quantity } });
  }
  return cartId;
};

/** Places an order by courier for every seller and waits as a storefront would. */
export const place = (
  token: string,
  cartId: string,
  options: { readonly paymentMethod?: string; readonly key?: string; readonly wait?: boolean; readonly deliveries?: unknown } = {},
): Promise<Answer> =>
  call('POST /v1/orders', {
    token,
    headers: { 'idempotency-key': options.key ?? crypto.randomUUID(), ...(options.wait === false ? {} : { prefer: 'wait=10' }) },
    body: {
      cartId,
      shippingAddress: address,
      paymentMethod: options.paymentMethod ?? 'qris',
      ...(options.deliveries === undefined ? {} : { deliveries: options.deliveries }),
    },
  });

export const orderBody = (cartId: string, wishes: readonly Wish[]) => ({
  cartId,
  shippingAddress: address,
  paymentMethod: 'qris',
  deliveries: byCourier(wishes),
});

export const orderBecomes = (token: string, orderId: string, when: (order: any) => boolean, what = 'the awaited state'): Promise<any> =>
  eventually(`order ${orderId}: ${what}`, async () => {
    const order = await must(`GET /v1/orders/${orderId}`, { token });
    return when(order) ? order : undefined;
  });

export const byCourier = (wishes: readonly Wish[]) => wishes.map(({ sellerId }) => ({ sellerId, method: 'courier' }));

/** From the cart to the provider's instructions. */
export const awaitingPayment = async (token: string, wishes: readonly Wish[], paymentMethod = 'qris'): Promise<any> => {
  const cartId = await cartWith(token, wishes);
  const deliveries = byCourier(wishes);
  await must(`POST /v1/carts/${cartId}/quote`, { token, body: { shippingAddress: address, deliveries } });
  const placed = await place(token, cartId, { paymentMethod, deliveries });
  if (placed.status !== 201) throw new Error(`POST /v1/orders answered ${placed.status}: ${JSON.stringify(placed.body)}`);
  return orderBecomes(token, placed.body.orderId, ({ status }) => status === 'awaiting_payment', 'awaiting payment');
};

const basic = (): Readonly<Record<string, string>> => ({ authorization: `Basic ${Buffer.from(`${serverKey()}:`).toString('base64')}` });

export const payQris = async (qrString: string, amountRupiah?: number): Promise<Answer> =>
  callAt(sandboxUrl(), 'POST /simulator/qris/payment', { body: { qrString, ...(amountRupiah === undefined ? {} : { amountRupiah }) } });

export const providerOrderIdOf = (paymentId: string): Promise<string> =>
  eventually(`${paymentId} at the provider`, async () => {
    const { body } = await callAt(sandboxUrl(), 'GET /simulator/payments?limit=100');
    return body.items.map((payment: { orderId: string }) => payment.orderId).find((orderId: string) => orderId.includes(paymentId)) as
      string | undefined;
  });

/** What the provider signs about a payment, as anyone has it who has seen one of its hooks. */
export const signedByProvider = async (providerOrderId: string): Promise<Readonly<Record<string, unknown>>> =>
  (await callAt(sandboxUrl(), `GET /v2/${providerOrderId}/status`, { headers: basic() })).body;

export const switchPayment = (providerOrderId: string, switches: unknown): Promise<Answer> =>
  callAt(sandboxUrl(), `PUT /simulator/payments/${providerOrderId}/switches`, { body: switches });

export const expireAtProvider = (providerOrderId: string): Promise<Answer> =>
  callAt(sandboxUrl(), `POST /v2/${providerOrderId}/expire`, { headers: basic() });

/** Pays and waits until every seller has its order. */
export const paid = async (token: string, order: any): Promise<any> => {
  await payQris(order.payment.qrString);
  return orderBecomes(token, order.orderId, ({ status }) => status === 'paid', 'paid');
};

export const shipped = async (token: string, sellerOrderId: string): Promise<void> => {
  await must(`POST /v1/seller-orders/${sellerOrderId}/acceptance`, { token });
  await must(`POST /v1/seller-orders/${sellerOrderId}/shipment`, {
    token,
    body: { courier: 'jne', trackingNumber: `JNE${crypto.randomUUID().slice(0, 12).toUpperCase()}` },
  });
};
