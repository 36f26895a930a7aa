import { ok, reject, rejectWith, type Result } from '@wadah/kit';
import { hasEndedUnpaid } from '../domain/order.ts';
import type { Carts, Orders } from './ports.ts';

export const cartNotFound = () => reject('not_found', 'cart-not-found', 'No such cart.');

export const cartOrdered = (orderId: string) =>
  rejectWith({ kind: 'conflict', code: 'cart-ordered', detail: 'An order has taken this cart.', extra: { orderId } });

export const cartEmpty = () => reject('conflict', 'cart-empty', 'The cart has no lines.');

export const variantsNotOnSale = (variantIds: readonly string[]) =>
  rejectWith({
    kind: 'conflict',
    code: 'variant-not-on-sale',
    detail: 'It can’t be bought at the moment.',
    extra: { lines: variantIds.map((variantId) => ({ variantId })) },
  });

/** Whether the marked order still holds the cart. One that ended unpaid has given it back, so its mark is only a left-over. */
export const settleMark = async (
  orders: Orders,
  carts: Carts,
  marked: { readonly cartId: string; readonly orderId: string },
): Promise<Result<void>> => {
  const { order } = await orders.load(marked.orderId);
  if (order.status !== 'absent' && !hasEndedUnpaid(order)) return cartOrdered(marked.orderId);
  await carts.giveBack(marked.cartId, marked.orderId);
  return ok(undefined);
};
