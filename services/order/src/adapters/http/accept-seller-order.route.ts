import { route } from '@wadah/http';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { asSeller } from '../../app/seller-order-access.ts';
import { decideAcceptSellerOrder } from '../../domain/accept-seller-order.ts';
import { sellerAccess } from './reader.ts';
import { expected, sellerOrderCommand, viewAs } from './seller-order-route.ts';

export const acceptSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'acceptSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/acceptance',
    summary: 'The seller says yes.',
    auth: { scope: 'seller-orders:write', or: 'signed_in' },
    problems: ['seller-order-not-found', 'seller-order-state', 'version-stale'],
    handle: ({ params: { sellerOrderId }, actor, now, ifMatch }) =>
      command({
        sellerOrderId,
        allowed: (order) => asSeller(order, sellerOrderId, sellerAccess(actor, 'seller-orders:write')),
        decide: (order) => decideAcceptSellerOrder(order, { sellerOrderId, at: now }),
        ...expected(ifMatch),
      }),
    view: viewAs('seller'),
  });
