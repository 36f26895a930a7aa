import type { RequestHandler } from 'express';
import { z } from 'zod';
import { findPayment } from '../../app/change-payment.ts';
import type { Desk } from '../../app/desk.ts';
import { orderIdOf } from './order-id.ts';
import { okReply, refusalReply, send } from './reply.ts';
import { toPaymentView, toPayoutView } from './simulator-payment.view.ts';
import { invalidReply } from './validation.ts';

const querySchema = z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(100) });

export const paymentsRoute =
  (desk: Desk): RequestHandler =>
  (request, response) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return send(response, invalidReply(query.error, desk.newId()));
    return send(response, okReply({ items: desk.ledger.paymentsNewestFirst(query.data.limit).map(toPaymentView) }));
  };

export const paymentRoute =
  (desk: Desk): RequestHandler =>
  (request, response) => {
    const found = findPayment(desk, orderIdOf(request));
    return send(response, found.ok ? okReply(toPaymentView(found.value)) : refusalReply(found, desk.newId()));
  };

export const payoutsRoute =
  (desk: Desk): RequestHandler =>
  (request, response) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return send(response, invalidReply(query.error, desk.newId()));
    return send(response, okReply({ items: desk.ledger.payoutsNewestFirst(query.data.limit).map((payout) => toPayoutView(desk, payout)) }));
  };
