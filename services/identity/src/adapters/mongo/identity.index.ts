import { decisionIndexes } from '@wadah/mongo';
import { serviceIndexes } from '@wadah/service';
import { accountIndexes } from './account.store.ts';
import { clientIndexes } from './client.store.ts';
import { invitationIndexes } from './invitation.store.ts';
import { mailCodeIndexes } from './mail-code.store.ts';
import { organisationIndexes } from './organisation.store.ts';
import { registrationIndexes } from './registration.store.ts';
import { secondFactorIndexes } from './second-factor.store.ts';
import { sessionIndexes } from './session.store.ts';

export const identityIndexes = [
  ...serviceIndexes,
  ...accountIndexes,
  ...clientIndexes,
  ...invitationIndexes,
  ...mailCodeIndexes,
  ...organisationIndexes,
  ...registrationIndexes,
  ...secondFactorIndexes,
  ...sessionIndexes,
  ...decisionIndexes,
];
