import { randomUUID } from 'node:crypto';
import { BenchFailure } from './client.ts';
import type { Stage } from './stage.ts';

type Order = {
  readonly orderId: string;
  readonly status: string;
  readonly payment?: { readonly qrString?: string };
  readonly sellerOrders: readonly { readonly status?: string }[];
};

const place = async (stage: Stage, token: string): Promise<Order> => {
  const { api, wares, address: shippingAddress } = stage;
  const { body } = await api.call<{ cartId: string }>('POST /v1/carts', { token });
  for (const { variantId } of wares) await api.call(`PUT /v1/carts/${body.cartId}/lines/${variantId}`, { token, body: { quantity: 1 } });
  const deliveries = wares.map(({ sellerId }) => ({ sellerId, method: 'courier' }));
  await api.call(`POST /v1/carts/${body.cartId}/quote`, { token, body: { shippingAddress, deliveries } });
  const placed = await api.call<Order>('POST /v1/orders', {
    token,
    headers: { 'idempotency-key': randomUUID(), prefer: 'wait=10' },
    body: { cartId: body.cartId, shippingAddress, deliveries, paymentMethod: 'qris' },
  });
  return placed.body;
};

const isOpened = ({ status, sellerOrders }: Order): boolean =>
  status === 'paid' && sellerOrders.length > 0 && sellerOrders.every((part) => part.status === 'opened');

const endedOtherwise: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'expired']);

/** An order that holds its wares and waits for its payment. */
export const placeOnly = async (stage: Stage, token: string): Promise<string> => {
  const { orderId } = await place(stage, token);
  for await (const { payment } of stage.api.events<Order>(`/v1/orders/${orderId}/events`, token))
    if (payment?.qrString !== undefined) return orderId;
  throw new BenchFailure(`The stream of order ${orderId} ended before it could be paid.`);
};

/** A whole purchase of two sellers, from an empty cart until both have their order; it watches its order as a storefront would. */
export const checkout = async (stage: Stage, token: string): Promise<string> => {
  const { orderId } = await place(stage, token);
  let paid = false;
  for await (const order of stage.api.events<Order>(`/v1/orders/${orderId}/events`, token)) {
    if (isOpened(order)) return orderId;
    if (endedOtherwise.has(order.status)) throw new BenchFailure(`Order ${orderId} ended as ${order.status}.`);
    const { qrString } = order.payment ?? {};
    if (paid || qrString === undefined) continue;
    paid = true;
    await stage.sandbox.call('POST /simulator/qris/payment', { body: { qrString } });
  }
  throw new BenchFailure(`The stream of order ${orderId} ended before its seller orders were open.`);
};
