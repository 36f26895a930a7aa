import { route } from '@wadah/http';
import { z } from 'zod';
import type { GiveAccountUseCase } from '../../app/give-account.ts';
import { idText } from './input.ts';
import { refundSchema, toRefundView } from './refund.view.ts';

/** As a seller's account is named. */
const banks = ['bank_banten', 'bca', 'mandiri', 'bni', 'bri', 'bsi', 'btn', 'permata', 'cimb', 'bjb', 'danamon'] as const;

const accountBody = z.strictObject({
  bank: z.enum(banks),
  number: z
    .string()
    .max(20)
    .regex(/^\d{6,20}$/, 'An account number has 6 to 20 digits.'),
  holder: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Expected one line of printable characters.'),
});

export const giveRefundAccountRoute = (give: GiveAccountUseCase) =>
  route({
    operation: 'giveRefundAccount',
    method: 'put',
    path: '/v1/refunds/{refundId}/account',
    summary: 'The buyer names the bank account for a refund; it is always answered masked.',
    tags: ['money'],
    auth: 'signed_in',
    confirmation: 'required',
    idempotency: 'required',
    params: z.object({ refundId: idText }),
    body: accountBody,
    responses: { 200: refundSchema },
    problems: ['refund-not-found', 'refund-under-way', 'refund-state'],
    handle: ({ params: { refundId }, body: account, actor }) => give({ refundId, buyerId: actor.id, account }),
    view: toRefundView,
  });
