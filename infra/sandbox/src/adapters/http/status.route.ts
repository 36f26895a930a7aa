import type { RequestHandler } from 'express';
import { findPayment } from '../../app/change-payment.ts';
import type { Desk } from '../../app/desk.ts';
import { transactionBody } from '../../domain/transaction-body.ts';
import { operation } from './operation.ts';
import { orderIdOf } from './order-id.ts';
import { okReply, refusalReply, type Reply } from './reply.ts';

const status = (desk: Desk, orderId: string): Reply => {
  const found = findPayment(desk, orderId);
  if (!found.ok) return refusalReply(found, desk.newId());
  return okReply(transactionBody(found.value, { kind: 'status', signingKey: desk.signingKey, atMs: desk.now() }));
};

export const statusRoute = (desk: Desk): RequestHandler =>
  operation(desk, { operation: 'status', keyOf: orderIdOf, handle: (request) => status(desk, orderIdOf(request)) });
