import { dueWorker, type DueWorker } from '@wadah/mongo';
import type { BaseConfig, Chassis } from '@wadah/service';
import { decideEndInvitation } from '../../domain/accept-invitation.ts';
import { decideEndCode } from '../../domain/try-code.ts';
import { INVITATIONS } from './invitation.store.ts';
import { MAIL_CODES } from './mail-code.store.ts';
import { REGISTRATIONS } from './registration.store.ts';
import type { Stores } from './stores.ts';

const SWEEP_MS = 5_000;
const LEASE_MS = 30_000;

/** What is over leaves neither address nor code behind. */
export const codeWorkers = (chassis: Chassis<BaseConfig>, { registrations, invitations, mailCodes }: Stores): DueWorker[] => {
  const { mongo, now, metrics, logger } = chassis;
  const common = { mongo, now, metrics, logger, dueColumn: 'codeDueAt', leaseMs: LEASE_MS, intervalMs: SWEEP_MS, concurrency: 2 };
  return [
    dueWorker({
      ...common,
      name: 'registration codes',
      collection: REGISTRATIONS,
      handle: async (id) => void (await registrations.update(id, (registration) => decideEndCode(registration, now()))),
    }),
    dueWorker({ ...common, name: 'mailed codes', collection: MAIL_CODES, handle: mailCodes.forget }),
    dueWorker({
      ...common,
      name: 'invitation codes',
      collection: INVITATIONS,
      handle: async (id) => void (await invitations.update(id, (invitation) => decideEndInvitation(invitation, now()))),
    }),
  ];
};
