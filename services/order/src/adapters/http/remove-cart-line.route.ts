import { route } from '@wadah/http';
import type { RemoveCartLineUseCase } from '../../app/remove-cart-line.ts';
import { cartActorId, cartLineParams, cartPrincipal } from './cart-request.ts';

export const removeCartLineRoute = (removeCartLine: RemoveCartLineUseCase) =>
  route({
    operation: 'removeCartLine',
    method: 'delete',
    path: '/v1/carts/{cartId}/lines/{variantId}',
    summary: 'Takes a variant out of the cart; also if it isn’t in it.',
    tags: ['carts'],
    auth: 'optional',
    params: cartLineParams,
    principal: cartPrincipal,
    responses: { 204: null },
    problems: ['cart-not-found', 'cart-ordered', 'carts-unavailable'],
    handle: ({ params, actor }) => removeCartLine({ ...params, actorId: cartActorId(actor) }),
  });
