import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadSellerOrderUseCase } from '../../app/read-seller-order.ts';
import { idText } from './input.ts';
import { sellerOrderReader } from './reader.ts';
import { sellerOrderSchema, toSellerOrderView } from './seller-order.view.ts';

export const getSellerOrderRoute = (readSellerOrder: ReadSellerOrderUseCase) =>
  route({
    operation: 'getSellerOrder',
    method: 'get',
    path: '/v1/seller-orders/{sellerOrderId}',
    summary: 'One seller order, as its seller, its buyer or an operator sees it.',
    tags: ['seller orders'],
    auth: { scope: 'seller-orders:read', or: 'signed_in' },
    params: z.object({ sellerOrderId: idText }),
    responses: { 200: sellerOrderSchema },
    problems: ['seller-order-not-found'],
    handle: ({ params, actor }) => readSellerOrder(params.sellerOrderId, sellerOrderReader(actor)),
    view: toSellerOrderView,
    etag: ({ version }) => version,
  });
