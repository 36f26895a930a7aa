import { route } from '@wadah/http';
import { z } from 'zod';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { decideContestSellerOrder } from '../../domain/contest-seller-order.ts';
import { noteText } from './input.ts';
import { buyerSays, sellerOrderCommand, viewAs } from './seller-order-route.ts';

export const contestSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'contestSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/non-receipt',
    summary: 'The buyer has not got it: every clock stops, and an operator decides.',
    auth: 'signed_in',
    body: z.object({ note: noteText }),
    problems: ['seller-order-not-found', 'seller-order-state', 'too-early', 'version-stale'],
    handle: (request) =>
      buyerSays(command, request, (order, said) => decideContestSellerOrder(order, { ...said, note: request.body.note })),
    view: viewAs('buyer'),
  });
