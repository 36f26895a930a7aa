import type { RequestHandler } from 'express';
import { cancelPayment, expirePayment } from '../../app/change-payment.ts';
import type { Desk } from '../../app/desk.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Payment } from '../../domain/payment.ts';
import { transactionHead } from '../../domain/transaction-body.ts';
import { operation } from './operation.ts';
import { orderIdOf } from './order-id.ts';
import { okReply, refusalReply } from './reply.ts';

type Ending = {
  readonly end: (desk: Desk, orderId: string) => Outcome<Payment>;
  readonly statusCode: string;
  readonly message: string;
};

const endRoute = (desk: Desk, { end, statusCode, message }: Ending): RequestHandler =>
  operation(desk, {
    operation: 'cancel',
    keyOf: orderIdOf,
    handle: (request) => {
      const ended = end(desk, orderIdOf(request));
      if (!ended.ok) return refusalReply(ended, desk.newId());
      return okReply({ status_code: statusCode, status_message: message, ...transactionHead(ended.value) });
    },
  });

export const cancelRoute = (desk: Desk): RequestHandler =>
  endRoute(desk, { end: cancelPayment, statusCode: '200', message: 'Success, transaction is canceled' });

export const expireRoute = (desk: Desk): RequestHandler =>
  endRoute(desk, { end: expirePayment, statusCode: '407', message: 'Success, transaction is expired' });
