import type { Result } from '@wadah/kit';
import type { Account, AccountEvent, ActiveAccount } from '../domain/account.ts';
import type { Client, ClientEvent } from '../domain/client.ts';
import type { Invitation, InvitationEvent } from '../domain/invitation.ts';
import type { MailCode, MailCodeEvent } from '../domain/mail-code.ts';
import type { Organisation, OrganisationEvent } from '../domain/organisation.ts';
import type { RegisterAccount } from '../domain/register-account.ts';
import type { Registration, RegistrationEvent } from '../domain/registration.ts';
import type { Membership } from '../domain/roles.ts';
import type { Locale, Sealed } from '../domain/sealed.ts';
import type { OpenSession, Session, SessionEvent } from '../domain/session.ts';

type Update<S, E> = (id: string, decide: (state: S) => Result<readonly E[]>) => Promise<Result<S>>;

export type Accounts = {
  load(accountId: string): Promise<Account>;
  /** Only one that may be entered. */
  byEmail(email: string): Promise<ActiveAccount | undefined>;
  /** Whatever its status. */
  byAddress(email: string): Promise<Account>;
  /** Refuses with `address-taken` where another account has the address. */
  register(command: RegisterAccount): Promise<Result<Account>>;
  /** Refuses with `address-taken` where another account has the address that is decided on. */
  readonly update: Update<Account, AccountEvent>;
};

export type Registrations = {
  load(registrationId: string): Promise<Registration>;
  readonly update: Update<Registration, RegistrationEvent>;
  /** The address is proven: its other registrations are worth nothing any more. */
  forgetAddress(emailHash: string): Promise<void>;
};

export type MailCodes = {
  load(codeId: string): Promise<MailCode>;
  readonly update: Update<MailCode, MailCodeEvent>;
  byCode(codeHash: string): Promise<MailCode>;
  /** The last mail change that this account has asked for. */
  newestChangeOf(accountId: string): Promise<MailCode>;
  forget(codeId: string): Promise<void>;
  /** All of an account's from before this generation, and its reversals but these. */
  forgetOf(accountId: string, kept: { readonly before: number; readonly reversals: readonly string[] }): Promise<void>;
};

export type Sessions = {
  readonly load: (sessionId: string) => Promise<Session>;
  readonly update: Update<Session, SessionEvent>;
  openOf(accountId: string, at: Date): Promise<readonly OpenSession[]>;
};

export type Organisations = {
  load(organisationId: string): Promise<Organisation>;
  readonly update: Update<Organisation, OrganisationEvent>;
  membershipsOf(accountId: string): Promise<readonly Membership[]>;
};

export type InvitationPage = {
  readonly organisationId?: string | undefined;
  readonly status?: Exclude<Invitation['status'], 'absent'> | undefined;
  /** Without those of sellers. */
  readonly staffOnly: boolean;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
};

export type Invitations = {
  load(invitationId: string): Promise<Invitation>;
  readonly update: Update<Invitation, InvitationEvent>;
  byCode(codeHash: string): Promise<Invitation>;
  /** The newest first. */
  list(page: InvitationPage): Promise<readonly Invitation[]>;
};

export type ClientPage = { readonly organisationId?: string | undefined; readonly after?: string | undefined; readonly limit: number };

export type Clients = {
  load(clientId: string): Promise<Client>;
  readonly update: Update<Client, ClientEvent>;
  /** The open ones of a seller, or of none; the newest first. */
  list(page: ClientPage): Promise<readonly Client[]>;
};

export type ServiceClient = {
  readonly clientId: string;
  readonly secretHash: string;
  readonly grants: readonly { readonly audience: string; readonly scope: string }[];
};

export type ServiceClients = {
  load(clientId: string): Promise<ServiceClient | undefined>;
  /** All of them; others are removed. */
  apply(clients: readonly ServiceClient[]): Promise<void>;
};

/** Sellers as their own service tells of them. */
export type SellerStandings = { isVerified(sellerId: string): Promise<boolean> };

export type Vault = {
  seal(text: string, context: string): Sealed;
  open(sealed: Sealed, context: string): string;
  /** Under the key that seals now. */
  isCurrent(sealed: Sealed): boolean;
  /** Keyed and by purpose; for equality only. */
  hash(text: string, purpose: 'address' | 'code' | 'invitation' | 'reset' | 'reversal' | 'refresh' | 'client' | 'recovery'): string;
  /** In constant time. */
  sameHash(one: string, other: string): boolean;
};

export type RefreshToken = { readonly token: string; readonly hash: string };

export type Secrets = {
  /** Six digits. */
  mailCode(): string;
  /** 160 bits in base32. */
  secretCode(): string;
  clientSecret(): string;
  refreshToken(sessionId: string): RefreshToken;
  /** Whose session it is, for a token that was made here, whether it is still good or not. */
  readRefreshToken(token: string): { readonly sessionId: string; readonly hash: string } | undefined;
};

/** argon2id behind a bounded queue: `busy` (503) when it holds work for more than five seconds. */
export type Passwords = {
  hash(password: string): Promise<Result<string>>;
  /** Costs the same where there is no hash to compare with. */
  verify(password: string, hash: string | undefined): Promise<Result<boolean>>;
};

/** Whether the account's second factor is given; `not_enrolled` where it has none, so there is nothing to give. */
export type SecondFactorCheck = 'not_enrolled' | 'passed' | 'failed';

export type SecondFactors = {
  /** A right code is used up by it. Without `otp` an account that is enrolled has failed. */
  check(accountId: string, otp: string | undefined): Promise<SecondFactorCheck>;
};

/** Who enters as staff without a second factor: seeded accounts of a demo or a test, and nobody in production. */
export type SecondFactorPolicy = { isExempt(email: string): boolean };

export type MailLimits = {
  /** Counts, and tells whether a mail may still go to this address, for this client and organisation. */
  take(mail: { readonly emailHash: string; readonly client: string; readonly organisationId?: string }): Promise<boolean>;
};

export type SignInLimits = {
  /** Of an address, and of who asks; without an address of the latter alone. Refuses with `too-many-attempts`. */
  take(attempt: { readonly emailHash?: string; readonly client: string }): Promise<Result<void>>;
};

export type AccessTokens = {
  user(claims: {
    readonly accountId: string;
    readonly sessionId: string;
    readonly memberships: readonly Membership[];
    readonly locale: Locale;
    /** When the memberships were read, at the latest. */
    readonly issuedAt: Date;
    readonly confirmedAt?: Date;
  }): string;
  client(claims: { readonly clientId: string; readonly scope: string; readonly organisationId?: string }): string;
  service(claims: { readonly clientId: string; readonly audience: string; readonly scope: string }): string;
};
