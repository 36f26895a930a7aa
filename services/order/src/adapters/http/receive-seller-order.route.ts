import { ok } from '@wadah/kit';
import { route } from '@wadah/http';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { decideReceiveSellerOrder } from '../../domain/receive-seller-order.ts';
import { expected, sellerOrderCommand, viewAs } from './seller-order-route.ts';

export const receiveSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'receiveSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/receipt',
    summary: 'The buyer has got it: the seller is paid.',
    auth: 'signed_in',
    problems: ['seller-order-not-found', 'seller-order-state', 'version-stale'],
    handle: ({ params: { sellerOrderId }, actor, now, ifMatch }) =>
      command({
        sellerOrderId,
        // The decision itself asks for the buyer, since it is theirs alone.
        allowed: () => ok(undefined),
        decide: (order) => decideReceiveSellerOrder(order, { sellerOrderId, actorId: actor.id, at: now }),
        ...expected(ifMatch),
      }),
    view: viewAs('buyer'),
  });
