import type { AnyRequest, Stranger, UserActor } from '@wadah/http';
import { z } from 'zod';
import { idText } from './input.ts';

export const cartParams = z.object({ cartId: idText });

export const cartLineParams = z.object({ cartId: idText, variantId: idText });

/** A claimed cart is its account's; a guest has only the id. */
export const cartActorId = (actor: Stranger | UserActor): string | undefined => (actor.kind === 'user' ? actor.id : undefined);

/** Without a token the cart's id is whose key it is. */
export const cartPrincipal = (request: AnyRequest): string | undefined => {
  const params = cartParams.pick({ cartId: true }).safeParse(request.params);
  return params.success ? `cart:${params.data.cartId}` : undefined;
};
