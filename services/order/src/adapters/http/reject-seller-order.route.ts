import { route } from '@wadah/http';
import { z } from 'zod';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { asSeller } from '../../app/seller-order-access.ts';
import { decideRejectSellerOrder } from '../../domain/reject-seller-order.ts';
import { sellerAccess } from './reader.ts';
import { expected, sellerOrderCommand, viewAs } from './seller-order-route.ts';

export const rejectSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'rejectSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/rejection',
    summary: 'The seller can’t deliver; the buyer gets this part back. After acceptance it is counted against the seller.',
    auth: { scope: 'seller-orders:write', or: 'signed_in' },
    body: z.object({ reason: z.enum(['out_of_stock', 'damaged', 'seller_other']) }),
    problems: ['seller-order-not-found', 'seller-order-state', 'version-stale'],
    handle: ({ params: { sellerOrderId }, body: { reason }, actor, now, ifMatch }) =>
      command({
        sellerOrderId,
        allowed: (order) => asSeller(order, sellerOrderId, sellerAccess(actor, 'seller-orders:write')),
        decide: (order) => decideRejectSellerOrder(order, { sellerOrderId, reason, at: now }),
        ...expected(ifMatch),
      }),
    view: viewAs('seller'),
  });
