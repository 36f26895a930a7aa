import { ok, type Result } from '@wadah/kit';
import type { Registration, RegistrationDraft, RegistrationEvent } from './registration.ts';

export type BeginRegistration = { readonly draft: RegistrationDraft; readonly mailed: boolean; readonly at: Date };

export const decideBeginRegistration = (registration: Registration, command: BeginRegistration): Result<readonly RegistrationEvent[]> =>
  registration.status === 'absent' ? ok([{ type: 'RegistrationBegun', ...command }]) : ok([]);
