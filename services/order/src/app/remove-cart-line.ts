import type { Result } from '@wadah/kit';
import { settleMark } from './cart-order.ts';
import type { Carts, Orders } from './ports.ts';

export type RemoveCartLine = { readonly cartId: string; readonly variantId: string; readonly actorId: string | undefined };

export type RemoveCartLineUseCase = (command: RemoveCartLine) => Promise<Result<void>>;

export const removeCartLine =
  ({ carts, orders }: { readonly carts: Carts; readonly orders: Orders }): RemoveCartLineUseCase =>
  async ({ cartId, variantId, actorId }) => {
    const removed = await carts.removeLine(cartId, variantId, actorId);
    if (removed.ok || removed.rejection.code !== 'cart-ordered') return removed;
    const settled = await settleMark(orders, carts, { cartId, orderId: String(removed.rejection.extra?.['orderId']) });
    return settled.ok ? carts.removeLine(cartId, variantId, actorId) : settled;
  };
