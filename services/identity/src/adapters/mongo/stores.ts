import type { Now } from '@wadah/kit';
import { decisionLog, type Mongo } from '@wadah/mongo';
import { accountStore } from './account.store.ts';
import { clientStore } from './client.store.ts';
import { invitationStore } from './invitation.store.ts';
import { mailCodeStore } from './mail-code.store.ts';
import { organisationStore } from './organisation.store.ts';
import { registrationStore } from './registration.store.ts';
import { secondFactorStore } from './second-factor.store.ts';
import { sellerStandings } from './seller-standing.projection.ts';
import { serviceClientStore } from './service-client.store.ts';
import { sessionStore } from './session.store.ts';

export type Stores = ReturnType<typeof identityStores>;

export const identityStores = (deps: { readonly mongo: Mongo; readonly now: Now }) => {
  const { accounts, onClosing, outbox: accountEvents } = accountStore(deps);
  const { registrations, outbox: registrationEvents } = registrationStore(deps);
  const { sessions, outbox: sessionEvents } = sessionStore(deps);
  const { organisations, outbox: organisationEvents } = organisationStore(deps);
  const { invitations, outbox: invitationEvents } = invitationStore(deps);
  const { clients, outbox: clientEvents } = clientStore(deps);
  const { factors, outbox: factorEvents } = secondFactorStore(deps);
  const { mailCodes, outbox: mailCodeEvents } = mailCodeStore(deps);
  return {
    accounts,
    onClosing,
    registrations,
    mailCodes,
    sessions,
    organisations,
    invitations,
    clients,
    factors,
    decisions: decisionLog(deps.mongo),
    serviceClients: serviceClientStore(deps.mongo),
    standings: sellerStandings(deps.mongo),
    outboxes: [
      accountEvents,
      registrationEvents,
      mailCodeEvents,
      sessionEvents,
      organisationEvents,
      invitationEvents,
      clientEvents,
      factorEvents,
    ],
  };
};
