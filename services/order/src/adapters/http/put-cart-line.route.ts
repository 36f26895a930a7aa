import { route } from '@wadah/http';
import { z } from 'zod';
import type { PutCartLineUseCase } from '../../app/put-cart-line.ts';
import type { ReadCartUseCase } from '../../app/read-cart.ts';
import { CART_QUANTITY_MAX } from '../../domain/cart.ts';
import { cartActorId, cartLineParams, cartPrincipal } from './cart-request.ts';
import { cartSchema, toCartView } from './cart.view.ts';

export const putCartLineRoute = (putCartLine: PutCartLineUseCase, readCart: ReadCartUseCase) =>
  route({
    operation: 'putCartLine',
    method: 'put',
    path: '/v1/carts/{cartId}/lines/{variantId}',
    summary: 'Puts a variant into the cart, or changes its quantity. The first write with a token claims the cart.',
    tags: ['carts'],
    auth: 'optional',
    params: cartLineParams,
    body: z.object({ quantity: z.int().min(1).max(CART_QUANTITY_MAX) }),
    principal: cartPrincipal,
    responses: { 200: cartSchema },
    problems: [
      'cart-not-found',
      'variant-not-found',
      'variant-not-on-sale',
      'cart-full',
      'cart-sellers-full',
      'cart-ordered',
      'carts-unavailable',
    ],
    handle: async ({ params, body, actor }) => {
      const actorId = cartActorId(actor);
      const put = await putCartLine({ ...params, quantity: body.quantity, actorId });
      return put.ok ? readCart(params.cartId, actorId) : put;
    },
    view: toCartView,
  });
