import { route } from '@wadah/http';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { decideReceiveSellerOrder } from '../../domain/receive-seller-order.ts';
import { buyerSays, sellerOrderCommand, viewAs } from './seller-order-route.ts';

export const receiveSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'receiveSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/receipt',
    summary: 'The buyer has got it: the seller is paid.',
    auth: 'signed_in',
    problems: ['seller-order-not-found', 'seller-order-state', 'version-stale'],
    handle: (request) => buyerSays(command, request, decideReceiveSellerOrder),
    view: viewAs('buyer'),
  });
