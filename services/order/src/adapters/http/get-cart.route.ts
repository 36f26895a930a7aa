import { route } from '@wadah/http';
import type { ReadCartUseCase } from '../../app/read-cart.ts';
import { cartActorId, cartParams } from './cart-request.ts';
import { cartSchema, toCartView } from './cart.view.ts';

export const getCartRoute = (readCart: ReadCartUseCase) =>
  route({
    operation: 'getCart',
    method: 'get',
    path: '/v1/carts/{cartId}',
    summary: 'The lines of a cart at present prices.',
    tags: ['carts'],
    auth: 'optional',
    params: cartParams,
    responses: { 200: cartSchema },
    problems: ['cart-not-found', 'carts-unavailable'],
    handle: ({ params, actor }) => readCart(params.cartId, cartActorId(actor)),
    view: toCartView,
  });
