import { route } from '@wadah/http';
import { reject } from '@wadah/kit';
import { z } from 'zod';
import type { ReceiveHook } from '../../app/receive-hook.ts';
import { isSigned } from '../midtrans/signature.ts';

const signedText = z.string().max(200);

/** Only what is signed is read; everything else in the body may be a lie. */
const hookBody = z.looseObject({
  order_id: signedText,
  status_code: signedText,
  gross_amount: signedText,
  signature_key: signedText,
});

export const receiveHookRoute = (receive: ReceiveHook, signingKey: string) =>
  route({
    operation: 'receivePaymentHook',
    method: 'post',
    path: '/v1/hooks/payments/{provider}',
    summary: 'A provider’s notification; it only makes us ask.',
    tags: ['money'],
    auth: 'open',
    params: z.object({ provider: z.string().max(40) }),
    body: hookBody,
    bodyLimitBytes: 64 * 1024,
    idempotency: 'none',
    limitClass: 'hook',
    responses: { 200: z.object({ received: z.literal(true) }) },
    problems: ['hook-signature-wrong', 'payment-not-found', 'provider-not-found', 'hooks-busy'],
    handle: async ({ params, body }) => {
      if (params.provider !== 'midtrans') return reject('not_found', 'provider-not-found', 'No such payment provider.');
      if (!isSigned(body, signingKey)) return reject('unauthenticated', 'hook-signature-wrong', 'The signature is not right.');
      return receive(body.order_id);
    },
    view: () => ({ received: true }),
  });
