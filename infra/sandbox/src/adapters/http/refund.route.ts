import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { refundPayment } from '../../app/change-payment.ts';
import type { Desk } from '../../app/desk.ts';
import { toWireAmount } from '../../domain/amount.ts';
import { transactionHead } from '../../domain/transaction-body.ts';
import { toWireTime } from '../../domain/wire-time.ts';
import { operation } from './operation.ts';
import { orderIdOf } from './order-id.ts';
import { okReply, refusalReply, type Reply } from './reply.ts';
import { invalidReply } from './validation.ts';

const refundSchema = z.object({
  refund_key: z.string().min(1).max(100).optional(),
  amount: z.number().int().min(1).max(1_000_000_000_000).optional(),
  reason: z.string().max(255).default(''),
});

const refund = (desk: Desk, request: Request, direct: boolean): Reply => {
  const wire = refundSchema.safeParse(request.body ?? {});
  if (!wire.success) return invalidReply(wire.error, desk.newId());
  const refundKey = wire.data.refund_key ?? desk.newId();
  const refunded = refundPayment(desk, orderIdOf(request), { refundKey, rupiah: wire.data.amount, reason: wire.data.reason, direct });
  if (!refunded.ok) return refusalReply(refunded, desk.newId());
  const { payment, refund: entry } = refunded.value;
  const confirmed = desk.now() >= entry.confirmsAtMs ? { bank_confirmed_at: toWireTime(entry.confirmsAtMs) } : {};
  return okReply({
    status_code: '200',
    status_message: 'Success, refund request is approved',
    ...transactionHead(payment),
    refund_chargeback_id: entry.refundId,
    refund_amount: toWireAmount(entry.rupiah),
    refund_key: entry.refundKey,
    ...confirmed,
  });
};

const refundRouteOf = (desk: Desk, direct: boolean): RequestHandler =>
  operation(desk, { operation: 'refund', keyOf: orderIdOf, handle: (request) => refund(desk, request, direct) });

export const refundRoute = (desk: Desk): RequestHandler => refundRouteOf(desk, false);

export const directRefundRoute = (desk: Desk): RequestHandler => refundRouteOf(desk, true);
