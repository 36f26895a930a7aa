import { route } from '@wadah/http';
import { z } from 'zod';
import type { BeginSecondFactorUseCase, ConfirmSecondFactorUseCase } from '../../app/enrol-second-factor.ts';
import type { ApproveRemovalUseCase, RemovalState, RequestRemovalUseCase } from '../../app/remove-second-factor.ts';
import { clientOf, idSchema, otpSchema, passwordSchema, reasonSchema } from './person.schema.ts';

export const beginSecondFactorRoute = (begin: BeginSecondFactorUseCase) =>
  route({
    operation: 'beginSecondFactor',
    method: 'post',
    path: '/v1/me/second-factor',
    summary: 'A secret for an authenticator app (RFC 6238), shown once. It counts from its confirmation on.',
    tags: ['people'],
    auth: 'signed_in',
    confirmation: 'required',
    limitClass: 'auth',
    secret: true,
    secretOf: ({ actor }) => actor.id,
    body: z.strictObject({ password: passwordSchema }),
    responses: { 200: z.object({ secret: z.string(), otpauthUri: z.string() }) },
    problems: ['sign-in-required', 'credentials-invalid', 'second-factor-exists', 'too-many-attempts', 'busy', 'already-done'],
    handle: ({ body, actor, raw }) =>
      begin({ accountId: actor.id, sessionId: actor.sessionId, password: body.password, client: clientOf(raw) }),
  });

export const confirmSecondFactorRoute = (confirm: ConfirmSecondFactorUseCase) =>
  route({
    operation: 'confirmSecondFactor',
    method: 'post',
    path: '/v1/me/second-factor/confirmation',
    summary: 'Prove the app with a code of it. Answers ten recovery codes, once; each signs in once in place of a code.',
    tags: ['people'],
    auth: 'signed_in',
    confirmation: 'required',
    limitClass: 'auth',
    secret: true,
    secretOf: ({ actor }) => actor.id,
    body: z.strictObject({ otp: otpSchema }),
    responses: { 200: z.object({ recoveryCodes: z.array(z.string()) }) },
    problems: ['code-invalid', 'sign-in-required', 'too-many-attempts', 'already-done'],
    handle: ({ body, actor, raw }) => confirm({ accountId: actor.id, sessionId: actor.sessionId, otp: body.otp, client: clientOf(raw) }),
  });

const removalSchema = z.object({
  accountId: z.string(),
  status: z.enum(['requested', 'approved']),
  requestedAt: z.iso.datetime(),
  effectiveAt: z.iso.datetime().optional(),
});

const toView = ({ accountId, requestedAt, dueAt }: RemovalState) => ({
  accountId,
  status: dueAt === undefined ? 'requested' : 'approved',
  requestedAt,
  ...(dueAt === undefined ? {} : { effectiveAt: dueAt }),
});

const params = z.strictObject({ accountId: idSchema('acc') });

export const requestRemovalRoute = (request: RequestRemovalUseCase) =>
  route({
    operation: 'requestSecondFactorRemoval',
    method: 'post',
    path: '/v1/accounts/{accountId}/second-factor-removal',
    summary: 'Ask that somebody’s lost second factor be removed. They are mailed at once; another operator must approve.',
    tags: ['staff'],
    auth: { role: ['operator'] },
    confirmation: 'required',
    params,
    body: z.strictObject({ reason: reasonSchema }),
    responses: { 200: removalSchema },
    problems: ['account-not-found', 'own-case', 'second-factor-absent'],
    handle: ({ params: { accountId }, body, actor }) => request({ accountId, operatorId: actor.id, reason: body.reason }),
    view: toView,
  });

export const approveRemovalRoute = (approve: ApproveRemovalUseCase) =>
  route({
    operation: 'approveSecondFactorRemoval',
    method: 'post',
    path: '/v1/accounts/{accountId}/second-factor-removal/approval',
    summary: 'Agree, as another operator than who asked. After 24 hours the second factor is gone and every session closed.',
    tags: ['staff'],
    auth: { role: ['operator'] },
    confirmation: 'required',
    params,
    responses: { 200: removalSchema },
    problems: ['account-not-found', 'own-case', 'second-factor-absent', 'removal-not-requested'],
    handle: ({ params: { accountId }, actor }) => approve({ accountId, operatorId: actor.id }),
    view: toView,
  });
