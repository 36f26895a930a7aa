import { route } from '@wadah/http';
import { newId } from '@wadah/kit';
import { z } from 'zod';
import type { RegisterAccountUseCase } from '../../app/register-account.ts';
import { clientOf, emailSchema, localeSchema, passwordSchema, personName } from './person.schema.ts';

export const registerAccountRoute = (register: RegisterAccountUseCase) =>
  route({
    operation: 'registerAccount',
    method: 'post',
    path: '/v1/accounts',
    summary: 'Begin an account. The mail brings a code, or says that the address has one already; the answer is always alike.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    newId: () => newId('reg'),
    body: z.strictObject({ email: emailSchema, password: passwordSchema, name: personName, locale: localeSchema.optional() }),
    responses: { 202: z.object({ registrationId: z.string() }) },
    problems: ['too-many-attempts', 'busy'],
    handle: ({ id, body, locale, raw }) => register({ registrationId: id, ...body, locale: body.locale ?? locale, client: clientOf(raw) }),
  });
