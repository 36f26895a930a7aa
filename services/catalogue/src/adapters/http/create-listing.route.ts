import { route } from '@wadah/http';
import { newId } from '@wadah/kit';
import { z } from 'zod';
import type { CreateListing } from '../../app/create-listing.ts';
import type { AnswerRecord } from '../../app/read-listings.ts';
import { listingKinds } from '../../domain/listing.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { descriptionSchema, idSchema, newVariantSchema, present, titleSchema, variantsMax } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toRecordView } from './listing.view.ts';

const bodySchema = z.object({
  sellerId: idSchema,
  kind: z.enum(listingKinds),
  categoryId: idSchema,
  title: titleSchema,
  description: descriptionSchema,
  variants: z.array(newVariantSchema).min(1).max(variantsMax),
});

export const createListingRoute = (create: AnswerRecord<CreateListing>) =>
  route({
    operation: 'createListing',
    method: 'post',
    path: '/v1/listings',
    summary: 'Draft a listing with its variants',
    tags: ['listings'],
    auth: sellerAuth,
    body: bodySchema,
    newId: () => newId('lst'),
    responses: { 201: listingRecordSchema },
    problems: [
      'seller-not-found',
      'organisation-unknown',
      'seller-suspended',
      'seller-not-verified',
      'category-not-found',
      'kind-not-in-category',
      'sku-taken',
      'weight-not-goods',
      'weight-required',
      'service-date-not-tour',
      'service-date-required',
    ],
    handle: ({ id, body, actor }) =>
      create(callerOf(actor, 'listings:write'), { listingId: id, ...body, variants: body.variants.map(present) }),
    view: toRecordView,
    location: ({ listing }) => `/v1/sellers/${listing.sellerId}/listings/${listing.listingId}`,
    etag: recordEtag,
  });
