import { ok, reject } from '@wadah/kit';
import { listOf, listQuery, pageOf, pageView, route } from '@wadah/http';
import { z } from 'zod';
import type { FindOrderByNumberUseCase, ListOrdersUseCase } from '../../app/list-orders.ts';
import { orderNumberText } from './input.ts';
import { orderSummarySchema, toOrderSummary } from './order.view.ts';
import { readsAll } from './reader.ts';

export const listOrdersRoute = (listOrders: ListOrdersUseCase, findOrderByNumber: FindOrderByNumberUseCase) =>
  route({
    operation: 'listOrders',
    method: 'get',
    path: '/v1/orders',
    summary: 'One’s own orders, the newest first; or, for operators and auditors, the one of a number.',
    tags: ['orders'],
    auth: 'signed_in',
    query: z.object({ orderNumber: orderNumberText.optional(), ...listQuery }),
    responses: { 200: listOf(orderSummarySchema) },
    problems: ['forbidden', 'cursor-invalid'],
    handle: async ({ query: { limit, orderNumber }, actor, position }) => {
      if (orderNumber !== undefined) {
        if (!readsAll(actor)) return reject('forbidden', 'forbidden', 'Only operators and auditors look up an order by its number.');
        return ok({ items: await findOrderByNumber(orderNumber) });
      }
      const [at, orderId] = position ?? [];
      const after = typeof at === 'string' && typeof orderId === 'string' ? { after: { at: new Date(at), orderId } } : {};
      const found = await listOrders(actor.id, { limit: limit + 1, ...after });
      return ok(pageOf(found, limit, (order) => [order.placedAt.toISOString(), order.orderId]));
    },
    view: (page, request) => pageView(page, request, toOrderSummary),
  });
