import { route } from '@wadah/http';
import { z } from 'zod';
import type { ChangeProfileUseCase } from '../../app/change-profile.ts';
import { meSchema } from './get-me.route.ts';
import { localeSchema, personName } from './person.schema.ts';

export const changeProfileRoute = (change: ChangeProfileUseCase) =>
  route({
    operation: 'changeMe',
    method: 'patch',
    path: '/v1/me',
    summary: 'Change one’s name or language; tokens say the language from the next one on.',
    tags: ['people'],
    auth: 'signed_in',
    body: z.strictObject({ name: personName.optional(), locale: localeSchema.optional() }),
    responses: { 200: meSchema },
    problems: ['account-not-found'],
    handle: ({ body: { name, locale }, actor }) =>
      change(actor.id, { ...(name === undefined ? {} : { name }), ...(locale === undefined ? {} : { locale }) }),
  });
