import { route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { Sellers } from '../../app/ports.ts';
import { sellerNotFound } from '../../domain/refusals.ts';
import { statementOf, type LiveSeller, type ReviewReason, type Sanction } from '../../domain/seller.ts';
import { reviewAnswerSchema, sellerId } from './seller.schema.ts';

type Word = { readonly decision: string; readonly reasons: ReviewReason[]; readonly note: string; readonly at: Date };

const sanction = (decision: string, { reason, at }: Sanction): Word => ({ decision, reasons: [], note: reason, at });

/** What was decided last, since the mail that asks is about that; a suspended seller's application may be returned meanwhile. */
const lastWordOn = ({ application: { review }, suspension, reinstatement }: LiveSeller): Omit<Word, 'at'> => {
  const words: readonly Word[] = [
    ...(review === undefined ? [] : [{ ...review, reasons: [...review.reasons] }]),
    ...(suspension === undefined ? [] : [sanction('suspend', suspension)]),
    ...(reinstatement === undefined ? [] : [sanction('reinstate', reinstatement)]),
  ];
  const last = words.toSorted((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
  return last === undefined
    ? { decision: 'none', reasons: [], note: '' }
    : { decision: last.decision, reasons: last.reasons, note: last.note };
};

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
    view: (seller) => ({ name: statementOf(seller).name, ...lastWordOn(seller) }),
  });
