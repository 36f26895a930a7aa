import type { Response } from 'express';
import type { Refusal } from '../../domain/outcome.ts';
import type { Body } from '../../domain/transaction-body.ts';

export type Reply = { readonly status: number; readonly body: Body };

export const okReply = (body: Body, status = 200): Reply => ({ status, body });

/** The charge side refuses with its code in the body, with an id of the refusal, and with the same number as HTTP status. */
export const refusalReply = ({ statusCode, message }: Omit<Refusal, 'ok'>, id: string): Reply => ({
  status: Number(statusCode),
  body: { status_code: statusCode, status_message: message, id },
});

/** The payout side (Iris) has a shape of its own. */
export const irisRefusalReply = ({ statusCode, message }: Omit<Refusal, 'ok'>): Reply => ({
  status: Number(statusCode),
  body: { error_message: message },
});

export const send = (response: Response, reply: Reply): void => {
  response.status(reply.status).json(reply.body);
};
