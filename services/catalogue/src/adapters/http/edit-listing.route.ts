import { route } from '@wadah/http';
import { z } from 'zod';
import type { EditListing } from '../../app/edit-listing.ts';
import type { AnswerRecord } from '../../app/read-listings.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { descriptionSchema, editedVariantSchema, idSchema, present, titleSchema, variantsMax } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toRecordView } from './listing.view.ts';

const bodySchema = z.object({
  categoryId: idSchema.optional(),
  title: titleSchema.optional(),
  description: descriptionSchema.optional(),
  variants: z.array(editedVariantSchema).min(1).max(variantsMax).optional(),
});

export const editListingRoute = (edit: AnswerRecord<EditListing>) =>
  route({
    operation: 'editListing',
    method: 'patch',
    path: '/v1/listings/{listingId}',
    summary: 'Change a draft, returned or unpublished listing',
    tags: ['listings'],
    auth: sellerAuth,
    params: z.object({ listingId: idSchema }),
    body: bodySchema,
    ifMatch: 'optional',
    responses: { 200: listingRecordSchema },
    problems: [
      'listing-not-found',
      'listing-not-editable',
      'variant-not-found',
      'variant-has-own-routes',
      'variant-incomplete',
      'service-date-fixed',
      'seller-suspended',
      'seller-not-verified',
      'category-not-found',
      'kind-not-in-category',
      'sku-taken',
    ],
    handle: ({ params, body, actor, ifMatch }) => {
      const variants = body.variants?.map(present);
      return edit(callerOf(actor, 'listings:write'), { ...body, variants, listingId: params.listingId, ifMatch });
    },
    view: toRecordView,
    etag: recordEtag,
  });
