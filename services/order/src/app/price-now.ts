import type { CartLine } from '../domain/cart.ts';
import { priceCart, type PricedCart } from '../domain/price-cart.ts';
import type { Market } from './ports.ts';

/** The cart at the prices and delivery options of this moment. */
export const priceNow = async (
  market: Market,
  lines: readonly CartLine[],
  where: { readonly regency: string; readonly at: Date },
): Promise<PricedCart> => {
  const [variants, sellers] = await Promise.all([
    market.variants(lines.map(({ variantId }) => variantId)),
    market.sellers([...new Set(lines.map(({ sellerId }) => sellerId))]),
  ]);
  return priceCart({ lines, variants, sellers, ...where });
};
