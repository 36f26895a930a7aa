import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadOrderUseCase } from '../../app/read-order.ts';
import { idText } from './input.ts';
import { orderSchema, toOrderView } from './order.view.ts';
import { orderReader } from './reader.ts';

export const getOrderRoute = (readOrder: ReadOrderUseCase) =>
  route({
    operation: 'getOrder',
    method: 'get',
    path: '/v1/orders/{orderId}',
    summary: 'One order: its buyer’s, or any for operators and auditors.',
    tags: ['orders'],
    auth: 'signed_in',
    params: z.object({ orderId: idText }),
    responses: { 200: orderSchema },
    problems: ['order-not-found'],
    handle: ({ params, actor }) => readOrder(params.orderId, orderReader(actor)),
    view: toOrderView,
    etag: ({ version }) => version,
  });
