import { route } from '@wadah/http';
import { z } from 'zod';
import type { discloseNumber } from '../../app/disclose-number.ts';
import { callerOf } from './caller.ts';
import { sellerId, typedReason } from './seller.schema.ts';

export const discloseNumberRoute = (disclose: ReturnType<typeof discloseNumber>) =>
  route({
    operation: 'discloseNumber',
    method: 'post',
    path: '/v1/sellers/{sellerId}/application/disclosure',
    summary: 'Read one personal number of an application in the clear; who, when and why is recorded first.',
    tags: ['curation'],
    auth: 'signed_in',
    params: z.strictObject({ sellerId }),
    body: z.strictObject({ field: z.enum(['nik', 'npwp', 'bankAccount']), reason: typedReason }),
    idempotency: 'none',
    responses: { 200: z.object({ value: z.string() }) },
    problems: ['seller-not-found', 'own-case', 'number-not-stated'],
    handle: ({ params, actor, body }) => disclose(callerOf(actor), { ...params, ...body }),
  });
