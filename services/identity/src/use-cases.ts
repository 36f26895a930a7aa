import type { Now } from '@wadah/kit';
import { acceptInvitation } from './app/accept-invitation.ts';
import { closeSession } from './app/close-session.ts';
import { createClient } from './app/create-client.ts';
import { grantToken } from './app/grant-token.ts';
import { invite } from './app/invite.ts';
import { openSession, renewAccess } from './app/open-session.ts';
import type {
  AccessTokens,
  Accounts,
  Clients,
  Invitations,
  MailCodes,
  MailLimits,
  Organisations,
  Passwords,
  Registrations,
  SecondFactorPolicy,
  SecondFactors,
  Secrets,
  SellerStandings,
  ServiceClients,
  Sessions,
  SignInLimits,
  Vault,
} from './app/ports.ts';
import { readCode } from './app/read-code.ts';
import { readContact, readOrganisationContacts } from './app/read-contacts.ts';
import { readMe } from './app/read-me.ts';
import { refreshSession } from './app/refresh-session.ts';
import { registerAccount } from './app/register-account.ts';
import { signIn } from './app/sign-in.ts';
import { verifyAccount } from './app/verify-account.ts';
import { peopleUseCases, type PeoplePorts } from './people-use-cases.ts';
import { staffUseCases, type StaffPorts } from './staff-use-cases.ts';

export type Ports = StaffPorts &
  PeoplePorts & {
    readonly accounts: Accounts;
    readonly registrations: Registrations;
    readonly mailCodes: MailCodes;
    readonly sessions: Sessions;
    readonly organisations: Organisations;
    readonly invitations: Invitations;
    readonly clients: Clients;
    readonly sellers: SellerStandings;
    readonly vault: Vault;
    readonly secrets: Secrets;
    readonly passwords: Passwords;
    readonly tokens: AccessTokens;
    readonly mailLimits: MailLimits;
    readonly signInLimits: SignInLimits;
    readonly serviceClients: ServiceClients;
    readonly secondFactors: SecondFactors;
    readonly secondFactorPolicy: SecondFactorPolicy;
    readonly now: Now;
  };

export const useCases = (ports: Ports) => {
  const withSessions = { ...ports, openSession: openSession(ports), renewAccess: renewAccess(ports) };
  return {
    staff: staffUseCases(ports),
    people: peopleUseCases(ports),
    registerAccount: registerAccount(ports),
    verifyAccount: verifyAccount(withSessions),
    signIn: signIn(withSessions),
    refreshSession: refreshSession(ports),
    closeSession: closeSession(ports.sessions, ports.now),
    sessions: ports.sessions,
    readMe: readMe(ports),
    invite: invite(ports),
    acceptInvitation: acceptInvitation(withSessions),
    createClient: createClient(ports),
    grantToken: grantToken(ports),
    readCode: readCode(ports),
    readContact: readContact(ports.accounts),
    readOrganisationContacts: readOrganisationContacts(ports),
  };
};

export type UseCases = ReturnType<typeof useCases>;
