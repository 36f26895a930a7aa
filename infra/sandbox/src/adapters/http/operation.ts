import type { Request, RequestHandler, Response } from 'express';
import { switchesOf, type Desk } from '../../app/desk.ts';
import type { AnswerSwitch, Operation } from '../../domain/switches.ts';
import type { Body } from '../../domain/transaction-body.ts';
import { send, type Reply } from './reply.ts';

export type OperationSpec = {
  readonly operation: Operation;
  /** The order id (or the idempotency key of a transfer) whose switches apply. */
  readonly keyOf: (request: Request) => string;
  readonly handle: (request: Request) => Reply;
};

const silenceMaxMs = 60_000;

const brokenPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const internalError = {
  status_code: '500',
  status_message: 'Sorry, we encountered internal server error. We will fix this soon.',
  id: '00000000-0000-4000-8000-000000000500',
};
const irisInternalError = { error_message: 'An error occurred when creating payouts' };

const after = (response: Response, delayMs: number, act: () => void): void => {
  const timer = setTimeout(act, delayMs);
  response.on('close', () => clearTimeout(timer));
};

type Spoilt = Exclude<AnswerSwitch['mode'], 'normal' | 'slow'>;

const spoil = (response: Response, mode: Spoilt, errorBody: Body): unknown => {
  switch (mode) {
    case 'http_500':
      return response.status(500).json(errorBody);
    case 'html':
      return response.status(502).type('html').send(brokenPage);
    case 'error_body_200':
      return response.status(200).json(errorBody);
    case 'silent':
      return after(response, silenceMaxMs, () => response.destroy());
  }
};

/** Runs an operation and answers as the switches say. The effect, where there is one, comes at once, before the answer is delayed or spoilt. */
export const operation =
  (desk: Desk, { operation: name, keyOf, handle }: OperationSpec): RequestHandler =>
  (request, response) => {
    const { mode, delayMs, applied } = switchesOf(desk, keyOf(request)).answers[name];
    if (mode === 'normal') return send(response, handle(request));
    if (mode === 'slow') {
      const reply = handle(request);
      return after(response, delayMs, () => send(response, reply));
    }
    if (applied) handle(request);
    spoil(response, mode, name === 'transfer' ? irisInternalError : internalError);
  };
