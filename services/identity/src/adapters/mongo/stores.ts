import type { Now } from '@wadah/kit';
import type { Mongo } from '@wadah/mongo';
import { accountStore } from './account.store.ts';
import { clientStore } from './client.store.ts';
import { invitationStore } from './invitation.store.ts';
import { organisationStore } from './organisation.store.ts';
import { registrationStore } from './registration.store.ts';
import { sellerStandings } from './seller-standing.projection.ts';
import { serviceClientStore } from './service-client.store.ts';
import { sessionStore } from './session.store.ts';

export type Stores = ReturnType<typeof identityStores>;

export const identityStores = (deps: { readonly mongo: Mongo; readonly now: Now }) => {
  const { accounts, outbox: accountEvents } = accountStore(deps);
  const { registrations, outbox: registrationEvents } = registrationStore(deps);
  const { sessions, outbox: sessionEvents } = sessionStore(deps);
  const { organisations, outbox: organisationEvents } = organisationStore(deps);
  const { invitations, outbox: invitationEvents } = invitationStore(deps);
  return {
    accounts,
    registrations,
    sessions,
    organisations,
    invitations,
    clients: clientStore(deps),
    serviceClients: serviceClientStore(deps.mongo),
    standings: sellerStandings(deps.mongo),
    outboxes: [accountEvents, registrationEvents, sessionEvents, organisationEvents, invitationEvents],
  };
};
