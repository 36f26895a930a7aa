import { route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { Sellers } from '../../app/ports.ts';
import { sellerNotFound } from '../../domain/refusals.ts';
import { statementOf } from '../../domain/seller.ts';
import { reviewAnswerSchema, sellerId } from './seller.schema.ts';

/** Why an application was returned or a seller suspended: free text, so it is asked for and never rides on an event. */
export const sellerReviewRoute = (sellers: Sellers) =>
  route({
    operation: 'readSellerReview',
    method: 'get',
    path: '/internal/sellers/{sellerId}/review',
    auth: { internal: 'internal:reviews.read' },
    params: z.strictObject({ sellerId }),
    responses: { 200: reviewAnswerSchema },
    problems: ['seller-not-found'],
    handle: async ({ params }) => {
      const { state } = await sellers.loadVersioned(params.sellerId);
      return state.status === 'absent' ? sellerNotFound() : ok(state);
    },
    view: (seller) => {
      const { name } = statementOf(seller);
      if (seller.suspension !== undefined) return { name, decision: 'suspend', reasons: [], note: seller.suspension.reason };
      const { review } = seller.application;
      const { reinstatement } = seller;
      if (reinstatement !== undefined && reinstatement.at > (review?.at ?? new Date(0)))
        return { name, decision: 'reinstate', reasons: [], note: reinstatement.reason };
      return { name, decision: review?.decision ?? 'none', reasons: review?.reasons ?? [], note: review?.note ?? '' };
    },
  });
