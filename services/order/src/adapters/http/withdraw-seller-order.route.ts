import { route } from '@wadah/http';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { decideWithdrawSellerOrder } from '../../domain/withdraw-seller-order.ts';
import { buyerSays, sellerOrderCommand, viewAs } from './seller-order-route.ts';

export const withdrawSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'withdrawSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/cancellation',
    summary: 'The buyer withdraws while the seller has not said yes; this part is refunded.',
    auth: 'signed_in',
    problems: ['seller-order-not-found', 'seller-order-state', 'version-stale'],
    handle: (request) => buyerSays(command, request, decideWithdrawSellerOrder),
    view: viewAs('buyer'),
  });
