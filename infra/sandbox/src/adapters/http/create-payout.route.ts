import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Desk } from '../../app/desk.ts';
import { transferPayout } from '../../app/transfer-payout.ts';
import { operation } from './operation.ts';
import { irisRefusalReply, okReply, type Reply } from './reply.ts';
import { faultsOf } from './validation.ts';

const payoutSchema = z.object({
  beneficiary_name: z.string().min(1).max(100),
  beneficiary_account: z.string().regex(/^\d{5,30}$/),
  beneficiary_bank: z.string().min(1).max(30),
  beneficiary_email: z.string().max(100).optional(),
  amount: z.string().regex(/^[1-9]\d{0,12}(\.00)?$/),
  notes: z.string().min(1).max(100),
});

// One payout a request: the key of the request is then the key of the payout.
const bodySchema = z.object({ payouts: z.tuple([payoutSchema]) });
const keySchema = z.string().regex(/^[A-Za-z0-9._~:-]{1,100}$/);

const keyOf = (request: Request): string => request.get('x-idempotency-key') ?? '';

const createPayout = (desk: Desk, request: Request): Reply => {
  const key = keySchema.safeParse(keyOf(request));
  if (!key.success) return irisRefusalReply({ statusCode: '400', message: 'X-Idempotency-Key is required' });
  const wire = bodySchema.safeParse(request.body ?? {});
  if (!wire.success)
    return { status: 400, body: { error_message: 'An error occurred when creating payouts', errors: { 0: faultsOf(wire.error) } } };
  const [asked] = wire.data.payouts;
  const created = transferPayout(desk, key.data, {
    beneficiaryName: asked.beneficiary_name,
    beneficiaryAccount: asked.beneficiary_account,
    beneficiaryBank: asked.beneficiary_bank,
    rupiah: Number.parseInt(asked.amount, 10),
    notes: asked.notes,
  });
  if (!created.ok) return irisRefusalReply(created);
  return okReply({ payouts: [{ status: 'queued', reference_no: created.value.referenceNo }] }, 201);
};

export const createPayoutRoute = (desk: Desk): RequestHandler =>
  operation(desk, { operation: 'transfer', keyOf, handle: (request) => createPayout(desk, request) });
