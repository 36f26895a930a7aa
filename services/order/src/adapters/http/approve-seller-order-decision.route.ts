import { route } from '@wadah/http';
import type { ApproveSellerOrderDecisionUseCase } from '../../app/decide-seller-order.ts';
import { belongsToSeller } from './reader.ts';
import { operatorDecision } from './seller-order-route.ts';

export const approveSellerOrderDecisionRoute = (approve: ApproveSellerOrderDecisionUseCase) =>
  route({
    ...operatorDecision,
    operation: 'approveSellerOrderDecision',
    path: '/v1/seller-orders/{sellerOrderId}/decision/approval',
    summary: 'A second operator approves what the first has decided, which makes it count.',
    problems: [
      'seller-order-not-found', 'seller-order-state', 'own-case', 'own-proposal', 'nothing-to-approve', 'already-decided', 'version-stale',
    ], // prettier-ignore
    handle: ({ params: { sellerOrderId }, actor, now, ifMatch = 0 }) =>
      approve({ sellerOrderId, actorId: actor.id, sells: belongsToSeller(actor), expectedVersion: ifMatch, at: now }),
  });
