import type { Result } from '@wadah/kit';
import type { Locale } from '../domain/format.ts';
import type { MemberRole, Message } from '../domain/message.ts';
import type { OptionalMail } from '../domain/mail-kinds.ts';
import type { OrderDetails, ReviewDetails } from '../domain/templates/template.ts';

export type Contact = { readonly accountId: string; readonly email: string; readonly name: string; readonly locale: Locale };

export type CodeMail = { readonly email: string; readonly locale: Locale; readonly code?: string };

/** People and codes; addresses live with identity alone. Outages throw, what is gone is a refusal. */
export type Directory = {
  contact(accountId: string): Promise<Result<Contact>>;
  organisationContacts(organisationId: string, role?: MemberRole): Promise<Result<readonly Contact[]>>;
  code(codeId: string): Promise<Result<CodeMail>>;
};

/** What a mail shows of other services' things. */
export type Sources = {
  order(orderId: string): Promise<Result<OrderDetails>>;
  sellerReview(sellerId: string): Promise<Result<ReviewDetails>>;
  listingReview(listingId: string): Promise<Result<ReviewDetails>>;
};

export type Mail = {
  /** The same for every try, so a mail program shows a repeated one once. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  /** Where one click ends mails of this kind (RFC 8058). */
  readonly unsubscribeUrl?: string;
};

export type Mailer = {
  /** Throws when the server cannot take it now; a refusal when it never will. */
  send(mail: Mail): Promise<Result<void>>;
};

export type Messages = {
  /** Messages that exist already stay as they are. */
  add(messages: readonly Message[]): Promise<void>;
  load(messageId: string): Promise<Message | undefined>;
  /** Ends a message; it is due no more. */
  end(messageId: string, end: { readonly status: 'sent' | 'shared' | 'dropped'; readonly reason?: string }): Promise<void>;
};

export type Preferences = {
  /** Kinds that this account wants no mails of. */
  readonly unwanted: readonly OptionalMail[];
  /** 0 before anything was ever said. */
  readonly version: number;
};

export type PreferenceStore = {
  load(accountId: string): Promise<Preferences>;
  /** `ifMatch` is the version that was read. */
  replace(accountId: string, unwanted: readonly OptionalMail[], ifMatch?: number): Promise<Result<Preferences>>;
  /** Again changes nothing. */
  unsubscribe(accountId: string, kind: OptionalMail): Promise<void>;
};

export type UnsubscribeCodes = {
  /** Opens nothing but the end of these mails to this account. */
  codeFor(accountId: string, kind: OptionalMail): string;
  read(code: string): { readonly accountId: string; readonly kind: OptionalMail } | undefined;
};
