import type { Route } from '@wadah/http';
import type { UseCases } from '../../use-cases.ts';
import type { PublicJwk } from '../crypto/key-ring.ts';
import { acceptInvitationRoute } from './accept-invitation.route.ts';
import { closeSessionRoute } from './close-session.route.ts';
import { createClientRoute } from './create-client.route.ts';
import { getJwksRoute } from './get-jwks.route.ts';
import { getMeRoute } from './get-me.route.ts';
import { grantTokenRoute } from './grant-token.route.ts';
import { inviteRoute } from './invite.route.ts';
import { listSessionsRoute } from './list-sessions.route.ts';
import { peopleRoutes } from './people-routes.ts';
import { readCodeRoute } from './read-code.route.ts';
import { readContactRoute, readOrganisationContactsRoute } from './read-contacts.route.ts';
import { refreshSessionRoute } from './refresh-session.route.ts';
import { registerAccountRoute } from './register-account.route.ts';
import { signInRoute } from './sign-in.route.ts';
import { staffRoutes } from './staff-routes.ts';
import { verifyAccountRoute } from './verify-account.route.ts';

export const identityRoutes = (use: UseCases, published: () => readonly PublicJwk[]): readonly Route[] => [
  ...staffRoutes(use.staff),
  ...peopleRoutes(use.people),
  registerAccountRoute(use.registerAccount),
  verifyAccountRoute(use.verifyAccount),
  signInRoute(use.signIn),
  refreshSessionRoute(use.refreshSession),
  listSessionsRoute(use.sessions),
  closeSessionRoute(use.closeSession),
  getMeRoute(use.readMe),
  getJwksRoute(published),
  inviteRoute(use.invite),
  acceptInvitationRoute(use.acceptInvitation),
  createClientRoute(use.createClient),
  grantTokenRoute(use.grantToken),
];

export const identityInternalRoutes = (use: UseCases): readonly Route[] => [
  readCodeRoute(use.readCode),
  readContactRoute(use.readContact),
  readOrganisationContactsRoute(use.readOrganisationContacts),
];
