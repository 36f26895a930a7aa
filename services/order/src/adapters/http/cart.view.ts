import { sumRupiah } from '@wadah/kit';
import { z } from 'zod';
import type { CartView } from '../../app/read-cart.ts';
import { moneySchema } from './money.view.ts';

export const cartSchema = z.object({
  cartId: z.string(),
  lines: z.array(
    z.object({
      variantId: z.string(),
      listingId: z.string().optional(),
      sellerId: z.string(),
      title: z.string().optional(),
      variantName: z.string().optional(),
      quantity: z.int(),
      unitPriceRupiah: moneySchema,
      onSale: z.boolean(),
    }),
  ),
  subtotalRupiah: moneySchema,
});

export const toCartView = ({ cartId, lines }: CartView) => ({
  cartId,
  lines: lines.map(({ line, variant }) => ({
    variantId: line.variantId,
    listingId: variant?.listingId,
    sellerId: line.sellerId,
    title: variant?.title,
    variantName: variant?.variantName,
    quantity: line.quantity,
    unitPriceRupiah: variant?.priceRupiah ?? line.seenPriceRupiah,
    onSale: variant?.onSale ?? false,
  })),
  subtotalRupiah: sumRupiah(lines.map(({ line, variant }) => line.quantity * (variant?.onSale === true ? variant.priceRupiah : 0))),
});
