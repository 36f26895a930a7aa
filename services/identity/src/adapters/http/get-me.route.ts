import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadMeUseCase } from '../../app/read-me.ts';
import { memberRoles } from '../../domain/roles.ts';
import { localeSchema } from './person.schema.ts';

export const meSchema = z.object({
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  roles: z.array(z.enum(['buyer', ...memberRoles])),
  memberships: z.array(
    z.object({ organisationId: z.string(), kind: z.enum(['seller', 'agency', 'buying_unit']), role: z.enum(memberRoles) }),
  ),
});

export const getMeRoute = (readMe: ReadMeUseCase) =>
  route({
    operation: 'getMe',
    method: 'get',
    path: '/v1/me',
    summary: 'Who one is, with the roles and memberships as they are now.',
    tags: ['people'],
    auth: 'signed_in',
    responses: { 200: meSchema },
    problems: ['account-not-found'],
    handle: ({ actor }) => readMe(actor.id),
  });
