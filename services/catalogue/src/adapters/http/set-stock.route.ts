import { route } from '@wadah/http';
import { z } from 'zod';
import type { ChangeStock, SetStock } from '../../app/change-stock.ts';
import { callerOf, stockAuth } from './caller.ts';
import { idSchema, stockSchema } from './input.schemas.ts';
import { toVariantStockView, variantStockSchema } from './listing.view.ts';

export const setStockRoute = (set: ChangeStock<SetStock>) =>
  route({
    operation: 'setStock',
    method: 'put',
    path: '/v1/listings/{listingId}/variants/{variantId}/stock',
    summary: 'Set what is on hand: available and held together',
    tags: ['listings'],
    auth: stockAuth,
    params: z.object({ listingId: idSchema, variantId: idSchema }),
    body: z.object({ onHand: stockSchema }),
    responses: { 200: variantStockSchema },
    problems: [
      'listing-not-found',
      'variant-not-found',
      'stock-below-held',
      'organisation-unknown',
      'seller-suspended',
      'seller-not-verified',
    ],
    handle: ({ params, body, actor }) => set(callerOf(actor, 'stock:write'), params, body),
    view: toVariantStockView,
  });
