import type { Request, RequestHandler } from 'express';
import type { Desk } from '../../app/desk.ts';
import { findPayout, payoutNamed } from '../../app/transfer-payout.ts';
import { payoutBody } from '../../domain/payout-body.ts';
import { operation } from './operation.ts';
import { irisRefusalReply, okReply, type Reply } from './reply.ts';

const nameOf = (request: Request): string => String(request.params['referenceNo'] ?? '');

const payout = (desk: Desk, request: Request): Reply => {
  const found = findPayout(desk, nameOf(request));
  return found.ok ? okReply(payoutBody(found.value, desk.now())) : irisRefusalReply(found);
};

export const payoutRoute = (desk: Desk): RequestHandler =>
  operation(desk, {
    operation: 'transfer',
    keyOf: (request) => payoutNamed(desk, nameOf(request))?.idempotencyKey ?? nameOf(request),
    handle: (request) => payout(desk, request),
  });
