import { route } from '@wadah/http';
import { z } from 'zod';
import type { DecideSellerOrderUseCase } from '../../app/decide-seller-order.ts';
import { noteText } from './input.ts';
import { belongsToSeller } from './reader.ts';
import { operatorDecision } from './seller-order-route.ts';

export const decideSellerOrderRoute = (decide: DecideSellerOrderUseCase) =>
  route({
    ...operatorDecision,
    operation: 'decideSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/decision',
    summary: 'An operator ends a contested one: the seller is paid, or the buyer gets this part back. A large one waits for an approval.',
    body: z.object({ outcome: z.enum(['release', 'refund']), note: noteText }),
    problems: ['seller-order-not-found', 'seller-order-state', 'own-case', 'already-decided', 'version-stale'],
    handle: ({ params: { sellerOrderId }, body: { outcome, note }, actor, now, ifMatch = 0 }) =>
      decide({
        sellerOrderId,
        outcome,
        note,
        actorId: actor.id,
        sells: belongsToSeller(actor),
        expectedVersion: ifMatch,
        at: now,
      }),
  });
