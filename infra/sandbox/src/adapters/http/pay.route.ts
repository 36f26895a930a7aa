import type { RequestHandler } from 'express';
import { z } from 'zod';
import { payNumber, tellAgain } from '../../app/change-payment.ts';
import type { Desk } from '../../app/desk.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Payment } from '../../domain/payment.ts';
import { orderIdOf } from './order-id.ts';
import { okReply, refusalReply, send, type Reply } from './reply.ts';
import { toPaymentView } from './simulator-payment.view.ts';
import { invalidReply } from './validation.ts';

const amountRupiah = z.number().int().min(1).max(1_000_000_000_000).optional();
const virtualAccountSchema = z.strictObject({ amountRupiah });
const qrisSchema = z.strictObject({ qrString: z.string().min(1).max(1000), amountRupiah });

const replyOf = (desk: Desk, outcome: Outcome<Payment>): Reply =>
  outcome.ok ? okReply(toPaymentView(outcome.value)) : refusalReply(outcome, desk.newId());

/** The buyer at the bank's counter or application. */
export const payVirtualAccountRoute =
  (desk: Desk): RequestHandler =>
  (request, response) => {
    const body = virtualAccountSchema.safeParse(request.body ?? {});
    if (!body.success) return send(response, invalidReply(body.error, desk.newId()));
    const number = String(request.params['vaNumber'] ?? '');
    return send(response, replyOf(desk, payNumber(desk, { number, amountRupiah: body.data.amountRupiah })));
  };

/** The buyer with the telephone's camera. */
export const payQrisRoute =
  (desk: Desk): RequestHandler =>
  (request, response) => {
    const body = qrisSchema.safeParse(request.body ?? {});
    if (!body.success) return send(response, invalidReply(body.error, desk.newId()));
    return send(response, replyOf(desk, payNumber(desk, { number: body.data.qrString, amountRupiah: body.data.amountRupiah })));
  };

export const tellAgainRoute =
  (desk: Desk): RequestHandler =>
  (request, response) =>
    send(response, replyOf(desk, tellAgain(desk, orderIdOf(request))));
