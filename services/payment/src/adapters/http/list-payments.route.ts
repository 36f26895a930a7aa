import { listOf, listQuery, pageOf, pageView, route, type CursorPosition } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { ListMismatched, MismatchPosition } from '../../app/ports.ts';
import type { Mismatched } from '../../domain/payment.ts';
import { paymentSchema, toPaymentView } from './payment.view.ts';

const positionOf = ({ capturedAt, paymentId }: Mismatched): CursorPosition => [capturedAt.getTime(), paymentId];

const readPosition = (position: CursorPosition | undefined): MismatchPosition | undefined => {
  const [capturedAtMs, paymentId] = position ?? [];
  return typeof capturedAtMs === 'number' && typeof paymentId === 'string' ? { capturedAt: new Date(capturedAtMs), paymentId } : undefined;
};

export const listPaymentsRoute = (list: ListMismatched) =>
  route({
    operation: 'listPayments',
    method: 'get',
    path: '/v1/payments',
    summary: 'Payments of which another amount was captured than asked, newest first; each goes back whole by itself.',
    tags: ['money'],
    auth: { role: ['operator', 'auditor'] },
    query: z.object({ status: z.literal('mismatched'), ...listQuery }),
    responses: { 200: listOf(paymentSchema) },
    handle: async ({ query: { limit }, position }) => {
      const after = readPosition(position);
      return ok(pageOf(await list({ limit: limit + 1, ...(after === undefined ? {} : { after }) }), limit, positionOf));
    },
    view: (page, request) => pageView(page, request, toPaymentView),
  });
