import { route } from '@wadah/http';
import type { ReadCurrentCartUseCase } from '../../app/read-cart.ts';
import { cartSchema, toCartView } from './cart.view.ts';

export const getCurrentCartRoute = (readCurrentCart: ReadCurrentCartUseCase) =>
  route({
    operation: 'getCurrentCart',
    method: 'get',
    path: '/v1/carts/current',
    summary: 'The cart that the account wrote to last, on whichever device; 404 while it has none that is open.',
    tags: ['carts'],
    auth: 'signed_in',
    responses: { 200: cartSchema },
    problems: ['cart-not-found', 'carts-unavailable'],
    handle: ({ actor }) => readCurrentCart(actor.id),
    view: toCartView,
  });
