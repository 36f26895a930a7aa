import { ok } from '@wadah/kit';
import { listOf, listQuery, pageOf, pageView, route } from '@wadah/http';
import { z } from 'zod';
import type { ListOrdersUseCase } from '../../app/list-orders.ts';
import { orderSummarySchema, toOrderSummary } from './order.view.ts';

export const listOrdersRoute = (listOrders: ListOrdersUseCase) =>
  route({
    operation: 'listOrders',
    method: 'get',
    path: '/v1/orders',
    summary: 'One’s own orders, the newest first.',
    tags: ['orders'],
    auth: 'signed_in',
    query: z.object(listQuery),
    responses: { 200: listOf(orderSummarySchema) },
    problems: ['cursor-invalid'],
    handle: async ({ query: { limit }, actor, position }) => {
      const [at, orderId] = position ?? [];
      const after = typeof at === 'string' && typeof orderId === 'string' ? { after: { at: new Date(at), orderId } } : {};
      const found = await listOrders(actor.id, { limit: limit + 1, ...after });
      return ok(pageOf(found, limit, (order) => [order.placedAt.toISOString(), order.orderId]));
    },
    view: (page, request) => pageView(page, request, toOrderSummary),
  });
