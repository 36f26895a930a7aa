import { mapResult } from '@wadah/kit';
import { route, type StreamState } from '@wadah/http';
import { z } from 'zod';
import type { SeenOrder } from '../../app/read-order.ts';
import type { WatchOrderUseCase } from '../../app/watch-order.ts';
import { idText } from './input.ts';
import { orderSchema, toOrderView } from './order.view.ts';
import { orderReader } from './reader.ts';

async function* toStates(seen: AsyncIterable<SeenOrder>): AsyncGenerator<StreamState<SeenOrder>> {
  for await (const one of seen) yield { version: one.version, value: one, event: 'order' };
}

export const watchOrderRoute = (watchOrder: WatchOrderUseCase) =>
  route({
    operation: 'watchOrder',
    method: 'get',
    path: '/v1/orders/{orderId}/events',
    summary: 'The order as server-sent events: its present state first, then each newer one; the id of an event is the version.',
    tags: ['orders'],
    auth: 'signed_in',
    params: z.object({ orderId: idText }),
    responses: { 200: orderSchema },
    problems: ['order-not-found', 'too-many-streams'],
    stream: async ({ params, actor, signal }) => mapResult(await watchOrder(params.orderId, orderReader(actor), signal), toStates),
    view: toOrderView,
  });
