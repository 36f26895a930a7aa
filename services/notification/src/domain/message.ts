import { derivedId } from '@wadah/kit';
import type { Written } from './template-facts.ts';

export type MemberRole = 'seller_owner' | 'operator';

/** Whom a message is for; addresses are nobody's but identity's. `code` is a mail that belongs to no account, as to prove an address. */
export type Recipient =
  | { readonly kind: 'account'; readonly accountId: string }
  | {
      readonly kind: 'organisation';
      readonly organisationId: string;
      /** Only members in this role. */
      readonly role?: MemberRole;
      /** The person it is about, who is told in words of their own. */
      readonly exceptAccountId?: string;
    }
  | { readonly kind: 'code'; readonly codeId: string };

/** What an event asks to be told, and to whom. */
export type Notice = Written & { readonly recipient: Recipient };

/** Pending until its mail is out; one for an organisation ends when each member has a message of its own. */
export type MessageStatus = 'pending' | 'sent' | 'shared' | 'dropped';

export type Message = Notice & {
  readonly messageId: string;
  readonly eventId: string;
  readonly status: MessageStatus;
  readonly createdAt: Date;
  readonly readAt?: Date;
};

export const recipientId = (recipient: Recipient): string => {
  switch (recipient.kind) {
    case 'account':
      return recipient.accountId;
    case 'organisation':
      return recipient.organisationId;
    case 'code':
      return recipient.codeId;
  }
};

/** Fixed by its cause, so a repeated event and a repeated fan-out meet the message they made before. */
export const messageIdOf = (eventId: string, { recipient, template }: Pick<Notice, 'recipient' | 'template'>): string =>
  derivedId('msg', eventId, recipientId(recipient), template);

export const newMessage = (eventId: string, notice: Notice, at: Date): Message => ({
  ...notice,
  messageId: messageIdOf(eventId, notice),
  eventId,
  status: 'pending',
  createdAt: at,
});
