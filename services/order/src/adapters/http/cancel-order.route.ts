import { route } from '@wadah/http';
import { z } from 'zod';
import type { CancelOrderUseCase } from '../../app/cancel-order.ts';
import { idText } from './input.ts';
import { orderSchema, toOrderView } from './order.view.ts';
import { placedOrRejected } from './rejected-order.ts';

export const cancelOrderRoute = (cancelOrder: CancelOrderUseCase) =>
  route({
    operation: 'cancelOrder',
    method: 'post',
    path: '/v1/orders/{orderId}/cancellation',
    summary: 'Cancels an order that is not paid yet.',
    tags: ['orders'],
    auth: 'signed_in',
    params: z.object({ orderId: idText }),
    ifMatch: 'optional',
    responses: { 200: orderSchema },
    problems: ['order-not-found', 'order-already-paid', 'order-state', 'version-stale'],
    handle: async ({ params, actor, now, ifMatch }) => {
      const stale = ifMatch === undefined ? {} : { expectedVersion: ifMatch };
      const cancelled = await cancelOrder({ orderId: params.orderId, actorId: actor.id, at: now, ...stale });
      return cancelled.ok ? placedOrRejected(cancelled.value, false) : cancelled;
    },
    view: toOrderView,
    etag: ({ version }) => version,
  });
