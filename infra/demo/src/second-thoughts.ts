import { randomUUID } from 'node:crypto';
import { DemoFailure } from './api.ts';
import { eventually } from './eventually.ts';
import { acceptAndShip, receive } from './fulfil.ts';
import { partOf, refunded, type Cast } from './journeys.ts';
import { orderBecomes, payAndOpen, placeOrder, type Order, type Shop } from './purchase.ts';

type Contested = { readonly items: readonly { readonly sellerOrderId: string; readonly status: string }[] };

/** Money, people and decisions ask for the password once more; the answer is a token good for five minutes of that. */
const confirmed = async (shop: Shop, token: string, password: string): Promise<string> =>
  (await shop.api.call<{ accessToken: string }>('POST /v1/sessions/current/confirmation', { token, body: { password } })).body.accessToken;

const closedAs = async (shop: Shop, cast: Cast, { order, outcome }: { order: Order; outcome: string }): Promise<Order> => {
  const closed = await orderBecomes(shop, cast.buyer, {
    orderId: order.orderId,
    what: 'closed',
    when: ({ status }) => status === 'closed',
  });
  shop.narrator.step(`The order is closed: ${closed.outcome ?? '?'}`, closed.orderNumber);
  if (closed.outcome !== outcome) throw new DemoFailure(`The order closed as ${closed.outcome ?? 'nothing'} and not as ${outcome}.`);
  return closed;
};

/** An operator takes it from the queue, reads it, and decides what becomes of the money. */
const decideRefund = async (shop: Shop, cast: Cast, sellerOrderId: string): Promise<void> => {
  await eventually(`seller order ${sellerOrderId} in the operators' queue`, async () => {
    const { body } = await shop.api.call<Contested>('GET /v1/seller-orders?status=contested&limit=100', { token: cast.operator });
    return body.items.some((item) => item.sellerOrderId === sellerOrderId) ? true : undefined;
  });
  const read = await shop.api.call(`GET /v1/seller-orders/${sellerOrderId}`, { token: cast.operator });
  await shop.api.call(`POST /v1/seller-orders/${sellerOrderId}/decision`, {
    token: await confirmed(shop, cast.operator, cast.password),
    headers: { 'if-match': read.etag ?? '' },
    body: { outcome: 'refund', note: 'The courier has no proof of delivery.' },
  });
  shop.narrator.step('An operator decides: the buyer gets the money back', sellerOrderId);
};

/** A parcel that the buyer says never came: the clock stops, and only an operator's decision moves the money. */
export const contestedDelivery = async (shop: Shop, cast: Cast): Promise<Order> => {
  shop.narrator.chapter('A parcel that never came');
  const paid = await payAndOpen(shop, cast.buyer, await placeOrder(shop, cast.buyer, { wishes: cast.wishes, paymentMethod: 'qris' }));
  const [lost, found] = [partOf(paid, cast.first), partOf(paid, cast.second)];
  await acceptAndShip(shop, cast.first, lost);
  await acceptAndShip(shop, cast.second, found);
  await receive(shop, cast.buyer, found);
  await shop.api.call(`POST /v1/seller-orders/${lost.sellerOrderId}/non-receipt`, {
    token: cast.buyer.token,
    body: { note: 'Nothing has arrived here.' },
  });
  shop.narrator.step('The buyer says that the other parcel never came', lost.sellerOrderId);
  await decideRefund(shop, cast, lost.sellerOrderId);
  await refunded(shop, cast.buyer, paid);
  return closedAs(shop, cast, { order: paid, outcome: 'partly_refunded' });
};

/** A virtual account takes money and gives none back, so the buyer names a bank account and the refund is transferred there. */
export const refundByTransfer = async (shop: Shop, cast: Cast): Promise<Order> => {
  shop.narrator.chapter('A refund to a buyer who paid by virtual account');
  const placed = await placeOrder(shop, cast.buyer, { wishes: cast.wishes, paymentMethod: 'va_banten' });
  const paid = await payAndOpen(shop, cast.buyer, placed);
  const [kept, refused] = [partOf(paid, cast.first), partOf(paid, cast.second)];
  await shop.api.call(`POST /v1/seller-orders/${refused.sellerOrderId}/rejection`, {
    token: cast.second.token,
    body: { reason: 'out_of_stock' },
  });
  shop.narrator.step('The second seller has none left', refused.sellerOrderId);
  const waiting = await orderBecomes(shop, cast.buyer, {
    orderId: paid.orderId,
    what: 'a refund that needs an account',
    when: ({ refunds }) => refunds.some(({ status }) => status === 'account_needed'),
  });
  const refundId = waiting.refunds.find(({ status }) => status === 'account_needed')?.refundId ?? '';
  shop.narrator.step('The refund needs a bank account', refundId);
  await shop.api.call(`PUT /v1/refunds/${refundId}/account`, {
    token: await confirmed(shop, cast.buyer.token, cast.password),
    headers: { 'idempotency-key': randomUUID() },
    body: { bank: 'bca', number: '1234567890', holder: cast.buyer.address.recipient },
  });
  shop.narrator.step('The buyer names one', 'bca ******7890');
  await refunded(shop, cast.buyer, paid);
  await acceptAndShip(shop, cast.first, kept);
  await receive(shop, cast.buyer, kept);
  return closedAs(shop, cast, { order: paid, outcome: 'partly_refunded' });
};
