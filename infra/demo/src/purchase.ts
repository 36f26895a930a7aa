import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import { DemoFailure } from './api.ts';
import type { ShippingAddress } from './banten.ts';
import { fillCart, type Wish } from './basket.ts';
import { eventually } from './eventually.ts';
import type { Simulator } from './simulator.ts';
import type { Narrator } from './narrator.ts';

export type SellerOrder = { readonly sellerOrderId: string; readonly sellerId: string; readonly status?: string };
export type Order = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly status: string;
  readonly outcome?: string;
  readonly totalRupiah: number;
  readonly payment?: {
    readonly paymentId: string;
    readonly method: string;
    readonly qrString?: string;
    readonly vaNumber?: string;
    readonly expiresAt: string;
  };
  readonly sellerOrders: readonly SellerOrder[];
  readonly refunds: readonly { readonly refundId: string; readonly status: string; readonly amountRupiah: number }[];
};

export type Buyer = { readonly token: string; readonly address: ShippingAddress };
export type Shop = { readonly api: Api; readonly simulator: Simulator; readonly narrator: Narrator };

export const readOrder = async (shop: Shop, buyer: Buyer, orderId: string): Promise<Order> =>
  (await shop.api.call<Order>(`GET /v1/orders/${orderId}`, { token: buyer.token })).body;

/** Waits until the order looks as it must; an order that ended otherwise is a failure at once and not after a time-out. */
export const orderBecomes = async (
  shop: Shop,
  buyer: Buyer,
  wanted: { readonly orderId: string; readonly what: string; readonly when: (order: Order) => boolean },
): Promise<Order> =>
  eventually(`order ${wanted.orderId}: ${wanted.what}`, async () => {
    const order = await readOrder(shop, buyer, wanted.orderId);
    if (wanted.when(order)) return order;
    if (order.status === 'rejected') throw new DemoFailure(`Order ${order.orderNumber} was rejected.`);
    return undefined;
  });

export type PaymentMethod = 'qris' | 'va_banten' | 'va_bca';

/** Cart, quote and order, up to the provider's instructions. */
export const placeOrder = async (
  shop: Shop,
  buyer: Buyer,
  choice: { readonly wishes: readonly Wish[]; readonly paymentMethod: PaymentMethod },
): Promise<Order> => {
  const { api, narrator } = shop;
  const cartId = await fillCart(api, buyer.token, choice.wishes);
  narrator.step(`The buyer fills a cart with ${choice.wishes.length} lines`, cartId.slice(0, 12));
  // Pick-up would be cheaper, but this buyer has everything brought.
  const deliveries = choice.wishes.map(({ sellerId }) => ({ sellerId, method: 'courier' }));
  const quoted = await api.call<{ totalRupiah: number }>(`POST /v1/carts/${cartId}/quote`, {
    token: buyer.token,
    body: { shippingAddress: buyer.address, deliveries },
  });
  narrator.step('and has it quoted', narrator.money(quoted.body.totalRupiah));
  const placed = await api.call<Order>('POST /v1/orders', {
    token: buyer.token,
    headers: { 'idempotency-key': randomUUID(), prefer: 'wait=10' },
    body: { cartId, shippingAddress: buyer.address, deliveries, paymentMethod: choice.paymentMethod },
  });
  narrator.step(`The order is placed and its stock reserved (${placed.body.status})`, placed.body.orderId);
  const awaiting = await orderBecomes(shop, buyer, {
    orderId: placed.body.orderId,
    what: 'payment instructions',
    when: (order) => order.payment?.expiresAt !== undefined,
  });
  narrator.step(
    `The provider waits for ${narrator.money(awaiting.totalRupiah)} by ${choice.paymentMethod}`,
    awaiting.payment?.paymentId ?? '',
  );
  return awaiting;
};

/** At the bank, by what the order shows: a QR code or the number of a virtual account. */
export const pay = async (shop: Shop, order: Order): Promise<void> => {
  const { qrString, vaNumber } = order.payment ?? {};
  if (qrString !== undefined) await shop.simulator.payQris(qrString);
  else if (vaNumber !== undefined) await shop.simulator.payVa(vaNumber);
  else throw new DemoFailure(`Order ${order.orderNumber} shows nothing to pay by.`);
  shop.narrator.step('The buyer pays at the bank', order.payment?.paymentId ?? '');
};

/** Pays and waits until every seller has its order. */
export const payAndOpen = async (shop: Shop, buyer: Buyer, order: Order): Promise<Order> => {
  await pay(shop, order);
  const paid = await orderBecomes(shop, buyer, {
    orderId: order.orderId,
    what: 'paid',
    when: ({ status, sellerOrders }) => status === 'paid' && sellerOrders.every((part) => part.status === 'opened'),
  });
  for (const part of paid.sellerOrders) shop.narrator.step('A seller order is open', part.sellerOrderId);
  return paid;
};
