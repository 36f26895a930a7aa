import { ok, type Result } from '@wadah/kit';
import type { CartLine } from '../domain/cart.ts';
import { cartNotFound } from './cart-order.ts';
import type { Sellable } from '../domain/sellable.ts';
import type { Carts, Market } from './ports.ts';

export type CartView = {
  readonly cartId: string;
  readonly lines: readonly { readonly line: CartLine; readonly variant: Sellable | undefined }[];
};

export type ReadCartUseCase = (cartId: string, actorId: string | undefined) => Promise<Result<CartView>>;

const viewOf = async (market: Market, cartId: string, lines: readonly CartLine[]): Promise<CartView> => {
  const variants = await market.variants(lines.map(({ variantId }) => variantId));
  return { cartId, lines: lines.map((line) => ({ line, variant: variants.get(line.variantId) })) };
};

/** A cart that nothing was put into yet is an empty one: its id is good. */
export const readCart =
  ({ carts, market }: { readonly carts: Carts; readonly market: Market }): ReadCartUseCase =>
  async (cartId, actorId) => {
    const cart = await carts.read(cartId, actorId);
    if (!cart.ok) return cart;
    return ok(await viewOf(market, cartId, cart.value?.lines ?? []));
  };

export type ReadCurrentCartUseCase = (actorId: string) => Promise<Result<CartView>>;

/** The account's cart on whichever device; one that an order holds is not open any more, unless the order gives it back. */
export const readCurrentCart =
  ({ carts, market }: { readonly carts: Carts; readonly market: Market }): ReadCurrentCartUseCase =>
  async (actorId) => {
    const cart = await carts.currentOf(actorId);
    if (!cart.ok) return cart;
    if (cart.value === undefined || cart.value.orderId !== undefined) return cartNotFound();
    return ok(await viewOf(market, cart.value.cartId, cart.value.lines));
  };
