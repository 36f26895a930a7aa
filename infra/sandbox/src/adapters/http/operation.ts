import type { Request, RequestHandler, Response } from 'express';
import { switchesOf, type Desk } from '../../app/desk.ts';
import type { AnswerSwitch, Operation } from '../../domain/switches.ts';
import { send, type Reply } from './reply.ts';

export type OperationSpec = {
  readonly operation: Operation;
  /** The order id (or the idempotency key of a transfer) whose switches apply. */
  readonly keyOf: (request: Request) => string;
  readonly handle: (request: Request) => Reply;
};

const silenceMaxMs = 60_000;

const brokenPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const internalError = { status_code: '500', status_message: 'Sorry, we encountered internal server error. We will fix this soon.', id: '00000000-0000-4000-8000-000000000500' };
const irisInternalError = { error_message: 'An error occurred when creating payouts' };

const after = (response: Response, delayMs: number, act: () => void): void => {
  const timer = setTimeout(act, delayMs);
  response.on('close', () => clearTimeout(timer));
};

const spoil = (response: Response, answer: AnswerSwitch, operation: Operation, truth: () => Reply): void => {
  const errorBody = operation === 'transfer' ? irisInternalError : internalError;
  switch (answer.mode) {
    case 'normal': return send(response, truth());
    case 'slow': return after(response, answer.delayMs, () => send(response, truth()));
    case 'http_500': response.status(500).json(errorBody); return;
    case 'html': response.status(502).type('html').send(brokenPage); return;
    case 'error_body_200': response.status(200).json(errorBody); return;
    case 'silent': return after(response, silenceMaxMs, () => response.destroy());
  }
};

/** Runs an operation and answers as the switches say. The effect, where there is one, comes before the answer is spoilt. */
export const operation = (desk: Desk, { operation: name, keyOf, handle }: OperationSpec): RequestHandler => (request, response) => {
  const answer = switchesOf(desk, keyOf(request)).answers[name];
  const takesEffect = answer.mode === 'normal' || answer.mode === 'slow' || answer.applied;
  const reply = takesEffect ? handle(request) : null;
  spoil(response, answer, name, () => reply ?? handle(request));
};
