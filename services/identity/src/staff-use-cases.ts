import { blockAccount, reinstateAccount, type BlockDeps } from './app/block-account.ts';
import { beginSecondFactor, confirmSecondFactor, type EnrolDeps } from './app/enrol-second-factor.ts';
import { findAccounts, type FindAccountsDeps } from './app/find-accounts.ts';
import { closeClient, listClients, renewClientSecret, type ClientDeps } from './app/manage-clients.ts';
import { approveInvitation, listInvitations, withdrawInvitation, type InvitationDeps } from './app/manage-invitations.ts';
import { changeMember, listMembers, removeMember, type MemberDeps } from './app/members.ts';
import { readDecisions, type DecisionSource } from './app/read-decisions.ts';
import { approveRemoval, requestRemoval, type RemovalDeps } from './app/remove-second-factor.ts';

export type StaffPorts = BlockDeps &
  EnrolDeps &
  FindAccountsDeps &
  ClientDeps &
  InvitationDeps &
  MemberDeps &
  RemovalDeps & { readonly decisionSources: readonly DecisionSource[] };

export const staffUseCases = (ports: StaffPorts) => ({
  beginSecondFactor: beginSecondFactor(ports),
  confirmSecondFactor: confirmSecondFactor(ports),
  requestRemoval: requestRemoval(ports),
  approveRemoval: approveRemoval(ports),
  findAccounts: findAccounts(ports),
  blockAccount: blockAccount(ports),
  reinstateAccount: reinstateAccount(ports),
  listMembers: listMembers(ports),
  changeMember: changeMember(ports),
  removeMember: removeMember(ports),
  listInvitations: listInvitations(ports),
  withdrawInvitation: withdrawInvitation(ports),
  approveInvitation: approveInvitation(ports),
  listClients: listClients(ports),
  renewClientSecret: renewClientSecret(ports),
  closeClient: closeClient(ports),
  readDecisions: readDecisions(ports.decisionSources),
});

export type StaffUseCases = ReturnType<typeof staffUseCases>;
