import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadPayment } from '../../app/read-payment.ts';
import { idText, readerOf } from './input.ts';
import { paymentSchema, toPaymentView } from './payment.view.ts';

export const getPaymentRoute = (readPayment: ReadPayment) =>
  route({
    operation: 'getPayment',
    method: 'get',
    path: '/v1/payments/{paymentId}',
    summary: 'One payment: its buyer’s, or any for operators and auditors.',
    tags: ['money'],
    auth: 'signed_in',
    params: z.object({ paymentId: idText }),
    responses: { 200: paymentSchema },
    problems: ['payment-not-found'],
    handle: ({ params, actor }) => readPayment(params.paymentId, readerOf(actor)),
    view: toPaymentView,
  });
