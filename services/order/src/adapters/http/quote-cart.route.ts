import { route } from '@wadah/http';
import { z } from 'zod';
import type { QuoteCartUseCase } from '../../app/quote-cart.ts';
import { cartActorId, cartParams, cartPrincipal } from './cart-request.ts';
import { deliveriesSchema, shippingAddressSchema } from './input.ts';
import { quoteSchema, toQuoteView } from './quote.view.ts';

export const quoteCartRoute = (quoteCart: QuoteCartUseCase) =>
  route({
    operation: 'quoteCart',
    method: 'post',
    path: '/v1/carts/{cartId}/quote',
    summary: 'What the cart costs, delivered to this address. Kept 15 minutes; of the address only region and postal code.',
    tags: ['carts'],
    auth: 'optional',
    params: cartParams,
    body: z.object({ shippingAddress: shippingAddressSchema, deliveries: deliveriesSchema.optional() }),
    principal: cartPrincipal,
    responses: { 200: quoteSchema },
    problems: ['cart-not-found', 'cart-empty', 'variant-not-on-sale', 'regency-unknown', 'delivery-unavailable', 'carts-unavailable'],
    handle: ({ params, body, actor, now }) =>
      quoteCart({
        cartId: params.cartId,
        actorId: cartActorId(actor),
        shippingAddress: body.shippingAddress,
        deliveries: body.deliveries ?? [],
        at: now,
      }),
    view: toQuoteView,
  });
