import { hasRole, listOf, route } from '@wadah/http';
import { z } from 'zod';
import type { BlockUseCase } from '../../app/block-account.ts';
import type { FindAccountsUseCase } from '../../app/find-accounts.ts';
import type { KnownAccount } from '../../domain/account.ts';
import { emailSchema, idSchema, localeSchema, reasonSchema } from './person.schema.ts';

const accountSchema = z.object({
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  locale: localeSchema,
  status: z.enum(['active', 'blocked']),
  registeredAt: z.iso.datetime(),
});

const toView = ({ accountId, email, name, locale, status, registeredAt }: KnownAccount) => ({
  accountId,
  email,
  name,
  locale,
  status,
  registeredAt,
});

export const findAccountsRoute = (find: FindAccountsUseCase) =>
  route({
    operation: 'findAccounts',
    method: 'get',
    path: '/v1/accounts',
    summary: 'The account of exactly this address. Who looked is kept.',
    tags: ['staff'],
    auth: { role: ['operator', 'auditor'] },
    query: z.strictObject({ email: emailSchema }),
    responses: { 200: listOf(accountSchema) },
    handle: ({ query, actor }) =>
      find({ email: query.email, actorId: actor.id, actorRole: hasRole(actor, 'operator') ? 'operator' : 'auditor' }),
    view: (found) => ({ items: found.map(toView), nextCursor: null }),
  });

const imposed = {
  tags: ['staff'],
  auth: { role: ['operator'] },
  confirmation: 'required',
  params: z.strictObject({ accountId: idSchema('acc') }),
  body: z.strictObject({ reason: reasonSchema }),
  responses: { 200: accountSchema },
  view: toView,
} as const;

export const blockAccountRoute = (block: BlockUseCase) =>
  route({
    ...imposed,
    operation: 'blockAccount',
    method: 'post',
    path: '/v1/accounts/{accountId}/block',
    summary: 'Close an account to its holder: every session and code ends within a second, and nobody signs in.',
    problems: ['account-not-found', 'own-case', 'last-owner'],
    handle: ({ params, body, actor }) => block({ accountId: params.accountId, operatorId: actor.id, reason: body.reason }),
  });

export const reinstateAccountRoute = (reinstate: BlockUseCase) =>
  route({
    ...imposed,
    operation: 'reinstateAccount',
    method: 'post',
    path: '/v1/accounts/{accountId}/reinstatement',
    summary: 'Lift a block. Its holder signs in anew.',
    problems: ['account-not-found', 'own-case'],
    handle: ({ params, body, actor }) => reinstate({ accountId: params.accountId, operatorId: actor.id, reason: body.reason }),
  });
