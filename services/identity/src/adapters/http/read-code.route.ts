import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadCodeUseCase } from '../../app/read-code.ts';
import { idSchema, localeSchema } from './person.schema.ts';

const codeSchema = z.object({
  email: z.string(),
  name: z.string().optional(),
  code: z.string().optional(),
  locale: localeSchema,
  purpose: z.enum(['verification', 'already_registered', 'invitation', 'password_reset', 'mail_change', 'mail_change_notice']),
  role: z.string().optional(),
  organisationId: z.string().optional(),
  endsAt: z.iso.datetime(),
});

export const readCodeRoute = (read: ReadCodeUseCase) =>
  route({
    operation: 'readCode',
    method: 'get',
    path: '/internal/codes/{codeId}',
    summary: 'What the mail of a code needs, while the code lives.',
    tags: ['internal'],
    auth: { internal: 'internal:codes.read' },
    params: z.strictObject({ codeId: idSchema('cod') }),
    responses: { 200: codeSchema },
    problems: ['code-not-found'],
    handle: ({ params }) => read(params.codeId),
  });
