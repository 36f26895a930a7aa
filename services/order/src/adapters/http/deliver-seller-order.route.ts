import { route } from '@wadah/http';
import { z } from 'zod';
import type { DeliverSellerOrderUseCase } from '../../app/deliver-seller-order.ts';
import { sellerAccess } from './reader.ts';
import { sellerOrderCommand, viewAs } from './seller-order-route.ts';

const { ifMatch: _unconditional, ...command } = sellerOrderCommand;

export const deliverSellerOrderRoute = (deliver: DeliverSellerOrderUseCase, courierDaysMinAt: (at: Date) => number) =>
  route({
    ...command,
    operation: 'deliverSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/delivery',
    summary: 'The seller says delivered, which leaves the buyer two days to say no; with the pick-up code it counts as receipt.',
    auth: { scope: 'seller-orders:write', or: 'signed_in' },
    body: z.object({
      code: z
        .string()
        .max(6)
        .regex(/^\d{6}$/, 'Expected 6 digits.')
        .optional(),
    }),
    problems: [
      'seller-order-not-found', 'seller-order-state', 'too-early', 'pick-up-code-wrong', 'pick-up-code-locked', 'pick-up-code-not-expected',
    ], // prettier-ignore
    // A lock is over one day, so its answer is not kept: a retry is told how things are then.
    storedProblems: ['pick-up-code-wrong'],
    handle: ({ params, body, actor, now }) =>
      deliver({
        sellerOrderId: params.sellerOrderId,
        access: sellerAccess(actor, 'seller-orders:write'),
        courierDaysMin: courierDaysMinAt(now),
        at: now,
        ...(body.code === undefined ? {} : { code: body.code }),
      }),
    view: viewAs('seller'),
  });
