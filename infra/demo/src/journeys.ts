import { DemoFailure } from './api.ts';
import type { Wish } from './basket.ts';
import { eventually } from './eventually.ts';
import { acceptAndShip, receive } from './fulfil.ts';
import { type Buyer, orderBecomes, pay, payAndOpen, placeOrder, type Order, type SellerOrder, type Shop } from './purchase.ts';
import type { SeededSeller } from './seed-sellers.ts';

export type Cast = {
  readonly buyer: Buyer;
  readonly first: SeededSeller;
  readonly second: SeededSeller;
  readonly wishes: readonly [Wish, Wish];
  /** Access token of an operator. */
  readonly operator: string;
  /** Of every account of the demo. */
  readonly password: string;
};

const sellerOf = (cast: Cast, part: SellerOrder): SeededSeller => (part.sellerId === cast.first.sellerId ? cast.first : cast.second);

export const partOf = (order: Order, seller: SeededSeller): SellerOrder => {
  const part = order.sellerOrders.find((candidate) => candidate.sellerId === seller.sellerId);
  if (part === undefined) throw new DemoFailure(`Order ${order.orderNumber} has no part of ${seller.sellerId}.`);
  return part;
};

/** Waits until all of the order's refunds are done and says so. */
export const refunded = async (shop: Shop, buyer: Buyer, order: Order): Promise<Order> => {
  const seen = await orderBecomes(shop, buyer, {
    orderId: order.orderId,
    what: 'the refund completed',
    when: ({ refunds }) => refunds.length > 0 && refunds.every((refund) => refund.status === 'completed'),
  });
  for (const refund of seen.refunds) shop.narrator.step(`The buyer has ${shop.narrator.money(refund.amountRupiah)} back`, refund.refundId);
  return seen;
};

/** Two sellers of two regencies, from the cart to the money in their accounts. */
export const happyPurchase = async (shop: Shop, cast: Cast): Promise<Order> => {
  shop.narrator.chapter('A purchase from two sellers');
  const order = await placeOrder(shop, cast.buyer, { wishes: cast.wishes, paymentMethod: 'qris' });
  const paid = await payAndOpen(shop, cast.buyer, order);
  for (const part of paid.sellerOrders) await acceptAndShip(shop, sellerOf(cast, part), part);
  for (const part of paid.sellerOrders) await receive(shop, cast.buyer, part);
  const closed = await orderBecomes(shop, cast.buyer, {
    orderId: order.orderId,
    what: 'closed',
    when: ({ status }) => status === 'closed',
  });
  shop.narrator.step(`The order is closed: ${closed.outcome ?? '?'}`, closed.orderNumber);
  if (closed.outcome !== 'completed') throw new DemoFailure(`The order closed as ${closed.outcome ?? 'nothing'} and not as completed.`);
  return closed;
};

/** One seller is out of stock: exactly its part goes back, the other one is fulfilled. */
export const refusedBySeller = async (shop: Shop, cast: Cast): Promise<Order> => {
  shop.narrator.chapter('A seller refuses its part');
  const order = await placeOrder(shop, cast.buyer, { wishes: cast.wishes, paymentMethod: 'qris' });
  const paid = await payAndOpen(shop, cast.buyer, order);
  const refusedPart = partOf(paid, cast.second);
  await shop.api.call(`POST /v1/seller-orders/${refusedPart.sellerOrderId}/rejection`, {
    token: cast.second.token,
    body: { reason: 'out_of_stock' },
  });
  shop.narrator.step('The second seller has none left', refusedPart.sellerOrderId);
  await refunded(shop, cast.buyer, order);
  const keptPart = partOf(paid, cast.first);
  await acceptAndShip(shop, cast.first, keptPart);
  await receive(shop, cast.buyer, keptPart);
  const closed = await orderBecomes(shop, cast.buyer, {
    orderId: order.orderId,
    what: 'closed',
    when: ({ status }) => status === 'closed',
  });
  shop.narrator.step(`The order is closed: ${closed.outcome ?? '?'}`, closed.orderNumber);
  if (closed.outcome !== 'partly_refunded')
    throw new DemoFailure(`The order closed as ${closed.outcome ?? 'nothing'} and not as partly_refunded.`);
  return closed;
};

/** The money comes after the end: nothing is fulfilled, all of it goes back. */
export const paidTooLate = async (shop: Shop, cast: Cast): Promise<Order> => {
  shop.narrator.chapter('A payment arrives after its time');
  const order = await placeOrder(shop, cast.buyer, { wishes: cast.wishes, paymentMethod: 'qris' });
  const paymentId = order.payment?.paymentId ?? '';
  const atProvider = await eventually('the payment at the provider', async () =>
    (await shop.simulator.payments()).find((payment) => payment.orderId.includes(paymentId)),
  );
  await shop.simulator.expireButStillTake(atProvider.orderId);
  const expired = await orderBecomes(shop, cast.buyer, {
    orderId: order.orderId,
    what: 'expired',
    when: ({ status }) => status === 'expired',
  });
  shop.narrator.step(`The order has ended: ${expired.status}`, expired.orderId);
  await pay(shop, order);
  const paidBack = await refunded(shop, cast.buyer, order);
  if (paidBack.status !== 'expired') throw new DemoFailure(`A late payment brought the order to ${paidBack.status}.`);
  return paidBack;
};
