import { newId } from '@wadah/kit';
import { route } from '@wadah/http';
import { z } from 'zod';
import type { PlaceOrderUseCase } from '../../app/place-order.ts';
import { deliveriesSchema, idText, paymentMethodSchema, shippingAddressSchema } from './input.ts';
import { orderSchema, toPaymentView } from './order.view.ts';
import { sellsFor } from './reader.ts';
import { placedOrRejected, rejectedOrderCodes } from './rejected-order.ts';
import { wordsOf } from './words/words-of.ts';

export const placeOrderRoute = (placeOrder: PlaceOrderUseCase) =>
  route({
    operation: 'placeOrder',
    method: 'post',
    path: '/v1/orders',
    summary: 'Orders the cart. With `Prefer: wait=N` it answers as soon as stock and payment have answered, after 10 s at the latest.',
    tags: ['orders'],
    auth: 'signed_in',
    idempotency: 'required',
    newId: () => newId('ord'),
    body: z.object({
      cartId: idText,
      shippingAddress: shippingAddressSchema,
      deliveries: deliveriesSchema.optional(),
      paymentMethod: paymentMethodSchema,
    }),
    responses: {
      201: orderSchema.pick({ orderId: true, orderNumber: true, status: true, statusText: true, totalRupiah: true, payment: true }),
    },
    storedProblems: rejectedOrderCodes,
    problems: [
      'cart-not-found', 'cart-empty', 'cart-ordered', 'cart-taken', 'carts-unavailable', 'variant-not-on-sale', 'own-seller', 'regency-unknown', 'delivery-unavailable',
      'delivery-choice-required', 'quote-changed', 'payment-method-unavailable', 'too-many-unpaid-orders', ...rejectedOrderCodes,
    ], // prettier-ignore
    handle: async ({ body, actor, id, now, prefer, signal }) => {
      const { waitSeconds } = prefer;
      const placed = await placeOrder({
        orderId: id,
        buyerId: actor.id,
        cartId: body.cartId,
        shippingAddress: body.shippingAddress,
        deliveries: body.deliveries ?? [],
        paymentMethod: body.paymentMethod,
        sells: sellsFor(actor),
        at: now,
        signal,
        ...(waitSeconds === undefined ? {} : { waitMs: waitSeconds * 1000 }),
      });
      return placed.ok ? placedOrRejected(placed.value, waitSeconds !== undefined) : placed;
    },
    view: ({ order }, { locale }) => ({
      orderId: order.orderId,
      orderNumber: order.orderNumber,
      status: order.status,
      statusText: wordsOf(locale).orderStatus[order.status],
      totalRupiah: order.totalRupiah,
      payment: toPaymentView(order, 'buyer', wordsOf(locale)),
    }),
    location: ({ order }) => `/v1/orders/${order.orderId}`,
    etag: ({ version }) => version,
  });
