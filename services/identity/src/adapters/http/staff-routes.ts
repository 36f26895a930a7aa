import type { Route } from '@wadah/http';
import type { StaffUseCases } from '../../staff-use-cases.ts';
import { blockAccountRoute, findAccountsRoute, reinstateAccountRoute } from './accounts.routes.ts';
import { listDecisionsRoute } from './list-decisions.route.ts';
import { closeClientRoute, listClientsRoute, renewClientSecretRoute } from './manage-clients.routes.ts';
import { approveInvitationRoute, listInvitationsRoute, withdrawInvitationRoute } from './manage-invitations.routes.ts';
import { changeMemberRoute, listMembersRoute, removeMemberRoute } from './members.routes.ts';
import { approveRemovalRoute, beginSecondFactorRoute, confirmSecondFactorRoute, requestRemovalRoute } from './second-factor.routes.ts';

/** What staff and owners do with people, and what staff need to be staff. */
export const staffRoutes = (use: StaffUseCases): readonly Route[] => [
  beginSecondFactorRoute(use.beginSecondFactor),
  confirmSecondFactorRoute(use.confirmSecondFactor),
  requestRemovalRoute(use.requestRemoval),
  approveRemovalRoute(use.approveRemoval),
  findAccountsRoute(use.findAccounts),
  blockAccountRoute(use.blockAccount),
  reinstateAccountRoute(use.reinstateAccount),
  listMembersRoute(use.listMembers),
  changeMemberRoute(use.changeMember),
  removeMemberRoute(use.removeMember),
  listInvitationsRoute(use.listInvitations),
  withdrawInvitationRoute(use.withdrawInvitation),
  approveInvitationRoute(use.approveInvitation),
  listClientsRoute(use.listClients),
  renewClientSecretRoute(use.renewClientSecret),
  closeClientRoute(use.closeClient),
  listDecisionsRoute(use.readDecisions),
];
