import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadRefund } from '../../app/read-payment.ts';
import { idText, readerOf } from './input.ts';
import { refundSchema, toRefundView } from './refund.view.ts';

export const getRefundRoute = (readRefund: ReadRefund) =>
  route({
    operation: 'getRefund',
    method: 'get',
    path: '/v1/refunds/{refundId}',
    summary: 'One refund: its buyer’s, or any for operators and auditors.',
    tags: ['money'],
    auth: 'signed_in',
    params: z.object({ refundId: idText }),
    responses: { 200: refundSchema },
    problems: ['refund-not-found'],
    handle: ({ params, actor }) => readRefund(params.refundId, readerOf(actor)),
    view: toRefundView,
  });
