import { readAnswer, type Addresses } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { Sources } from '../../app/ports.ts';
import type { Upstreams } from './clients.ts';

const order = z.object({
  lines: z.array(
    z.object({
      title: z.string(),
      variantName: z.string(),
      quantity: z.number(),
      unitPriceRupiah: z.number(),
      sellerId: z.string(),
    }),
  ),
  sellerOrders: z.array(z.object({ sellerOrderId: z.string(), sellerName: z.string(), pickUpCode: z.string().optional() })),
});

const reasons = z.array(z.object({ field: z.string(), reason: z.string() }));
const sellerReview = z.object({ name: z.string(), reasons, note: z.string() });
const listingReview = z.object({ title: z.string(), reasons, note: z.string() });

export type SourceUrls = Readonly<Record<'order' | 'seller' | 'catalogue', Addresses>>;

/** What other services say about their things when a mail is written. */
export const mailSources = (calls: Upstreams, urls: SourceUrls): Sources => {
  const readOrder = calls.operation('readOrder', { audience: 'order', scope: 'internal:orders.read', baseUrl: urls.order });
  const reviews = 'internal:reviews.read';
  const readSeller = calls.operation('readReview', { audience: 'seller', scope: reviews, baseUrl: urls.seller });
  const readListing = calls.operation('readReview', { audience: 'catalogue', scope: reviews, baseUrl: urls.catalogue });
  return {
    order: async (orderId) => {
      const answer = await readOrder({ method: 'get', path: `/internal/orders/${encodeURIComponent(orderId)}` });
      return mapResult(readAnswer(order, answer, { upstream: 'order', operation: 'readOrder' }), ({ lines, sellerOrders }) => ({
        lines,
        sellerOrders: sellerOrders.map(({ pickUpCode, ...part }) => ({ ...part, ...(pickUpCode !== undefined && { pickUpCode }) })),
      }));
    },
    sellerReview: async (sellerId) => {
      const answer = await readSeller({ method: 'get', path: `/internal/sellers/${encodeURIComponent(sellerId)}/review` });
      const read = readAnswer(sellerReview, answer, { upstream: 'seller', operation: 'readReview' });
      return mapResult(read, ({ name, ...review }) => ({ subject: name, ...review }));
    },
    listingReview: async (listingId) => {
      const answer = await readListing({ method: 'get', path: `/internal/listings/${encodeURIComponent(listingId)}/review` });
      const read = readAnswer(listingReview, answer, { upstream: 'catalogue', operation: 'readReview' });
      return mapResult(read, ({ title, ...review }) => ({ subject: title, ...review }));
    },
  };
};
