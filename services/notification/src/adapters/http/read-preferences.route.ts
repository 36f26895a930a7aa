import { route } from '@wadah/http';
import { ok } from '@wadah/kit';
import type { PreferenceStore } from '../../app/ports.ts';
import { preferencesSchema, toPreferencesView } from './preferences.view.ts';

export const readPreferencesRoute = (preferences: Pick<PreferenceStore, 'load'>) =>
  route({
    operation: 'readPreferences',
    method: 'get',
    path: '/v1/notifications/preferences',
    summary: 'Which mails the account wants, and which are always sent',
    tags: ['notifications'],
    auth: 'signed_in',
    responses: { 200: preferencesSchema },
    handle: async ({ actor }) => ok(await preferences.load(actor.id)),
    etag: ({ version }) => version,
    view: (found, { locale }) => toPreferencesView(locale)(found),
  });
