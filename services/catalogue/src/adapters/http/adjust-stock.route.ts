import { route } from '@wadah/http';
import { derivedId } from '@wadah/kit';
import { z } from 'zod';
import type { AdjustStock, ChangeStock } from '../../app/change-stock.ts';
import { quantityMax } from '../../domain/stock.ts';
import { callerOf, stockAuth } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { toVariantStockView, variantStockSchema } from './listing.view.ts';

const bySchema = z
  .int()
  .min(-quantityMax)
  .max(quantityMax)
  .refine((by) => by !== 0, 'A change of nothing is none.');

export const adjustStockRoute = (adjust: ChangeStock<AdjustStock>) =>
  route({
    operation: 'adjustStock',
    method: 'post',
    path: '/v1/listings/{listingId}/variants/{variantId}/stock-adjustments',
    summary: 'Count a change of stock',
    tags: ['listings'],
    auth: stockAuth,
    params: z.object({ listingId: idSchema, variantId: idSchema }),
    body: z.object({ by: bySchema, reason: z.string().trim().min(1).max(200) }),
    idempotency: 'required',
    responses: { 200: variantStockSchema },
    problems: [
      'listing-not-found',
      'variant-not-found',
      'stock-below-held',
      'stock-too-large',
      'too-many-adjustments',
      'organisation-unknown',
      'seller-suspended',
      'seller-not-verified',
    ],
    handle: ({ params, body, actor, idempotencyKey = '' }) => {
      // The key's own record may be lost with the answer; this one is written by the very update that counts.
      const id = derivedId('adj', actor.id, params.variantId, idempotencyKey);
      return adjust(callerOf(actor, 'stock:write'), params, { ...body, id });
    },
    view: toVariantStockView,
  });
