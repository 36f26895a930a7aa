import { accountCodeRequestedV1 } from '@wadah/contracts';
import { idLike, secondsAfter, type Now } from '@wadah/kit';
import { aggregateStore, dueIndex, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Registrations } from '../../app/ports.ts';
import {
  CODE_SECONDS,
  evolveRegistration,
  noRegistration,
  REGISTRATION_SECONDS,
  type Registration,
  type RegistrationEvent,
} from '../../domain/registration.ts';

export const REGISTRATIONS = 'registrations';

export const registrationIndexes: readonly IndexSpec[] = [
  outboxIndex(REGISTRATIONS),
  dueIndex(REGISTRATIONS, 'codeDueAt'),
  { collection: REGISTRATIONS, keys: { emailHash: 1 }, options: { name: 'address' } },
  { collection: REGISTRATIONS, keys: { expiresAt: 1 }, options: { name: 'expiry', expireAfterSeconds: 0 } },
];

const toOutbox = (event: RegistrationEvent) => {
  if (event.type !== 'RegistrationBegun' || !event.mailed) return [];
  const { registrationId, known, locale } = event.draft;
  const data = {
    codeId: idLike('cod', registrationId),
    purpose: known ? ('already_registered' as const) : ('verification' as const),
    locale,
  };
  return [accountCodeRequestedV1.from({ subject: registrationId, time: event.at, data })];
};

const columns = (registration: Registration) => {
  if (registration.status !== 'open') return { codeDueAt: undefined };
  const { emailHash, codeEndsAt } = registration;
  return { emailHash, codeDueAt: codeEndsAt, expiresAt: secondsAfter(codeEndsAt, REGISTRATION_SECONDS - CODE_SECONDS) };
};

export const registrationStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Registration, RegistrationEvent>({
    mongo,
    collection: REGISTRATIONS,
    initial: noRegistration,
    evolve: evolveRegistration,
    toOutbox,
    columns,
    now,
  });
  const registrations: Registrations = {
    load: store.load,
    update: store.update,
    forgetAddress: async (emailHash) => {
      await store.collection.deleteMany({ emailHash });
    },
  };
  return { registrations, outbox: store.outbox };
};
