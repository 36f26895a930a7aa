import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { chargePayment } from '../../app/charge-payment.ts';
import type { Desk } from '../../app/desk.ts';
import type { Payment } from '../../domain/payment.ts';
import { transactionHead, virtualAccountFields, type Body } from '../../domain/transaction-body.ts';
import { toWireTime } from '../../domain/wire-time.ts';
import { chargeSchema, toChargeRequest } from './charge.schema.ts';
import { readNotificationUrls } from './notification-urls.ts';
import { operation } from './operation.ts';
import { okReply, refusalReply, type Reply } from './reply.ts';
import { invalidReply } from './validation.ts';

const keySchema = z.object({ transaction_details: z.object({ order_id: z.string() }) });

const keyOf = (request: Request): string => keySchema.safeParse(request.body).data?.transaction_details.order_id ?? '';

const chargeBody = (payment: Payment, baseUrl: string): Body => {
  const expiry = { expiry_time: toWireTime(payment.expiresAtMs) };
  const head = transactionHead(payment);
  if (payment.method.type === 'bank_transfer') {
    return {
      status_code: '201',
      status_message: 'Success, Bank Transfer transaction is created',
      ...head,
      ...virtualAccountFields(payment),
      ...expiry,
    };
  }
  const actions = [{ name: 'generate-qr-code', method: 'GET', url: `${baseUrl}/v2/qris/${payment.transactionId}/qr-code` }];
  const { acquirer, qrString } = payment.method;
  return { status_code: '201', status_message: 'QRIS transaction is created', ...head, acquirer, qr_string: qrString, actions, ...expiry };
};

const charge = (desk: Desk, request: Request): Reply => {
  const wire = chargeSchema.safeParse(request.body ?? {});
  if (!wire.success) return invalidReply(wire.error, desk.newId());
  const urls = readNotificationUrls(request.get('x-override-notification'));
  if (!urls.success) return refusalReply({ statusCode: '400', message: 'X-Override-Notification is invalid' }, desk.newId());
  const charged = chargePayment(desk, toChargeRequest(wire.data, { notificationUrls: urls.data, atMs: desk.now() }));
  if (!charged.ok) return refusalReply(charged, desk.newId());
  return okReply(chargeBody(charged.value, `${request.protocol}://${request.get('host') ?? ''}`));
};

export const chargeRoute = (desk: Desk): RequestHandler =>
  operation(desk, { operation: 'charge', keyOf, handle: (request) => charge(desk, request) });
