import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReplacePreferencesUseCase } from '../../app/replace-preferences.ts';
import { mailKinds } from '../../domain/mail-kinds.ts';
import { preferencesSchema, toPreferencesView } from './preferences.view.ts';

export const replacePreferencesRoute = (replace: ReplacePreferencesUseCase) =>
  route({
    operation: 'replacePreferences',
    method: 'put',
    path: '/v1/notifications/preferences',
    summary: 'Says which mails the account does not want; all others that can be switched off are wanted',
    tags: ['notifications'],
    auth: 'signed_in',
    ifMatch: 'optional',
    body: z.strictObject({ unwanted: z.array(z.enum(mailKinds)).max(50) }),
    responses: { 200: preferencesSchema },
    problems: ['mail-not-optional'],
    handle: ({ actor, body, ifMatch }) => replace(actor.id, body.unwanted, ifMatch),
    etag: ({ version }) => version,
    view: (found, { locale }) => toPreferencesView(locale)(found),
  });
