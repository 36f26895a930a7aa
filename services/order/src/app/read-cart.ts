import { ok, type Result } from '@wadah/kit';
import type { CartLine } from '../domain/cart.ts';
import type { Sellable } from '../domain/sellable.ts';
import type { Carts, Market } from './ports.ts';

export type CartView = {
  readonly cartId: string;
  readonly lines: readonly { readonly line: CartLine; readonly variant: Sellable | undefined }[];
};

export type ReadCartUseCase = (cartId: string, actorId: string | undefined) => Promise<Result<CartView>>;

/** A cart that nothing was put into yet is an empty one: its id is good. */
export const readCart =
  ({ carts, market }: { readonly carts: Carts; readonly market: Market }): ReadCartUseCase =>
  async (cartId, actorId) => {
    const cart = await carts.read(cartId, actorId);
    if (!cart.ok) return cart;
    const lines = cart.value?.lines ?? [];
    const variants = await market.variants(lines.map(({ variantId }) => variantId));
    return ok({ cartId, lines: lines.map((line) => ({ line, variant: variants.get(line.variantId) })) });
  };
