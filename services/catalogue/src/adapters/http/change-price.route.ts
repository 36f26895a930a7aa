import { route } from '@wadah/http';
import { z } from 'zod';
import type { ChangePrice, ChangeStock } from '../../app/change-stock.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { idSchema, priceSchema } from './input.schemas.ts';
import { toVariantStockView, variantStockSchema } from './listing.view.ts';

export const changePriceRoute = (change: ChangeStock<ChangePrice>) =>
  route({
    operation: 'changePrice',
    method: 'put',
    path: '/v1/listings/{listingId}/variants/{variantId}/price',
    summary: 'Set the price of a variant',
    tags: ['listings'],
    auth: sellerAuth,
    params: z.object({ listingId: idSchema, variantId: idSchema }),
    body: z.object({ priceRupiah: priceSchema }),
    responses: { 200: variantStockSchema },
    problems: ['listing-not-found', 'variant-not-found', 'organisation-unknown', 'seller-suspended', 'seller-not-verified'],
    handle: ({ params, body, actor }) => change(callerOf(actor, 'listings:write'), params, body),
    view: toVariantStockView,
  });
