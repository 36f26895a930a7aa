import { ok, reject, type Result } from '@wadah/kit';
import { cartNotFound, cartOrdered, settleMark, variantsNotOnSale } from './cart-order.ts';
import type { Carts, Market, Orders } from './ports.ts';

export type PutCartLine = {
  readonly cartId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly actorId: string | undefined;
};

const MARKS_TRIED_MAX = 2;

type Deps = { readonly carts: Carts; readonly market: Market; readonly orders: Orders };

const toLine = async ({ market }: Deps, { variantId, quantity }: PutCartLine) => {
  const variant = (await market.variants([variantId])).get(variantId);
  if (variant === undefined) return reject('not_found', 'variant-not-found', 'No such variant.');
  if (!variant.onSale) return variantsNotOnSale([variantId]);
  return ok({ variantId, sellerId: variant.sellerId, quantity, seenPriceRupiah: variant.priceRupiah });
};

/** A paid order's cart is gone from the store, but its id was used: who writes to it again is told of the order. */
const mayBegin = async ({ orders }: Deps, { cartId, actorId }: PutCartLine): Promise<Result<void>> => {
  const taking = await orders.findTaking(cartId);
  if (taking === undefined || taking.order.status === 'absent') return ok(undefined);
  return taking.order.buyerId === actorId ? cartOrdered(taking.order.orderId) : cartNotFound();
};

export type PutCartLineUseCase = (command: PutCartLine) => Promise<Result<void>>;

export const putCartLine =
  (deps: Deps): PutCartLineUseCase =>
  async (command) => {
    const line = await toLine(deps, command);
    if (!line.ok) return line;
    const { cartId, actorId } = command;
    let begin = false;
    for (let tries = 0; ; tries += 1) {
      const put = await deps.carts.putLine(cartId, line.value, { actorId, begin });
      if (put.ok || tries > MARKS_TRIED_MAX) return put;
      const { code, extra } = put.rejection;
      if (code === 'cart-absent') begin = true;
      const settled =
        code === 'cart-absent'
          ? await mayBegin(deps, command)
          : code === 'cart-ordered'
            ? await settleMark(deps.orders, deps.carts, { cartId, orderId: String(extra?.['orderId']) })
            : put;
      if (!settled.ok) return settled;
    }
  };
