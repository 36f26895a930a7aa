import { route } from '@wadah/http';
import { z } from 'zod';
import type { UnsubscribeUseCase } from '../../app/unsubscribe.ts';

const code = z.string().max(200);

/** A code that fits and one that doesn't are answered alike. */
export const unsubscribeRoute = (unsubscribe: UnsubscribeUseCase) =>
  route({
    operation: 'unsubscribe',
    method: 'post',
    path: '/v1/notifications/unsubscriptions',
    summary: 'Ends mails of the kind that the code came with; again changes nothing',
    tags: ['notifications'],
    auth: 'open',
    body: z.strictObject({ code }),
    responses: { 204: null },
    handle: ({ body }) => unsubscribe(body.code),
  });

/** What a mail program calls by itself (RFC 8058): the whole request is fixed by the mail's header, so the code rides in the path. */
export const unsubscribeByOneClickRoute = (unsubscribe: UnsubscribeUseCase) =>
  route({
    operation: 'unsubscribeByOneClick',
    method: 'post',
    path: '/v1/notifications/unsubscriptions/{code}',
    summary: 'The same, as mail programs ask for it (RFC 8058)',
    tags: ['notifications'],
    auth: 'open',
    bodyType: 'any_form',
    bodyLimitBytes: 2_048,
    params: z.object({ code }),
    body: z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') }),
    responses: { 204: null },
    handle: ({ params }) => unsubscribe(params.code),
  });
