import { secondsAfter, type Now, type Rejection, type Result } from '@wadah/kit';
import { compose, type Addressee } from '../domain/compose.ts';
import { isOptional } from '../domain/mail-kinds.ts';
import { newMessage, type Message, type Recipient } from '../domain/message.ts';
import { renderHtml, renderText } from '../domain/render.ts';
import { detailsOf } from './details-of.ts';
import type { Contact, Directory, Mailer, Messages, PreferenceStore, Sources, UnsubscribeCodes } from './ports.ts';

export type Delivery = {
  readonly messages: Messages;
  readonly directory: Directory;
  readonly sources: Sources;
  readonly mailer: Mailer;
  readonly preferences: Pick<PreferenceStore, 'load'>;
  readonly unsubscribeCodes: UnsubscribeCodes;
  readonly publicUrl: string;
  /** Right-hand side of each Message-ID. */
  readonly mailDomain: string;
  readonly now: Now;
};

export type DeliverMessage = (messageId: string) => Promise<void>;

/** Members of a new organisation come by an event of their own; after this long there is nobody to tell. */
const membersWithinSeconds = 3_600;

/** Who pays after the time that the mail names only waits for a refund; that the time is over is told by a mail of its own. */
const isTooLate = (message: Message, now: Date): boolean => message.template === 'how_to_pay' && new Date(message.facts.expiresAt) <= now;

type Receiver = Addressee & { readonly email: string; readonly code?: string };

type OfOrganisation = Extract<Recipient, { readonly kind: 'organisation' }>;

/**
 * Brings one message to its end: asks for addresses and texts, sends, and marks. Whatever does not answer throws, and the worker comes back.
 * A crash between sending and marking sends again under the same Message-ID.
 */
export const deliverMessage = (delivery: Delivery): DeliverMessage => {
  const { messages, directory, sources, mailer, preferences, unsubscribeCodes, publicUrl, mailDomain, now } = delivery;

  const drop = ({ messageId }: Message, { code }: Pick<Rejection, 'code'>) => messages.end(messageId, { status: 'dropped', reason: code });

  const unsubscribeCodeOf = ({ template, recipient }: Message): string | undefined =>
    recipient.kind === 'account' && isOptional(template) ? unsubscribeCodes.codeFor(recipient.accountId, template) : undefined;

  const isWanted = async ({ template }: Message, accountId: string): Promise<boolean> =>
    !isOptional(template) || !(await preferences.load(accountId)).unwanted.includes(template);

  const send = async (message: Message, { email, code, ...addressee }: Receiver): Promise<void> => {
    const details = { publicUrl, ...(await detailsOf(message, { sources, directory })), ...(code !== undefined && { code }) };
    const unsubscribeCode = unsubscribeCodeOf(message);
    const content = compose(message, details, { ...addressee, ...(unsubscribeCode !== undefined && { unsubscribeCode }) });
    const sent = await mailer.send({
      messageId: `<${message.messageId}@${mailDomain}>`,
      to: { name: addressee.name ?? '', address: email },
      subject: content.title,
      text: renderText(content),
      html: renderHtml(content),
      language: content.language,
      ...(unsubscribeCode !== undefined && { unsubscribeUrl: `${publicUrl}/v1/notifications/unsubscriptions/${unsubscribeCode}` }),
    });
    if (sent.ok) await messages.end(message.messageId, { status: 'sent' });
    else await drop(message, sent.rejection);
  };

  const sendTo = async (message: Message, found: Result<Receiver>): Promise<void> =>
    found.ok ? send(message, found.value) : drop(message, found.rejection);

  const share = async (message: Message, members: readonly Contact[]): Promise<void> => {
    const copies = members.map(({ accountId }) =>
      newMessage(message.eventId, { ...message, recipient: { kind: 'account', accountId } }, message.createdAt),
    );
    await messages.add(copies);
    await messages.end(message.messageId, { status: 'shared' });
  };

  const shareAmong = async (message: Message, { organisationId, role, exceptAccountId }: OfOrganisation): Promise<void> => {
    const members = await directory.organisationContacts(organisationId, role);
    if (members.ok && members.value.length > 0) {
      return share(
        message,
        members.value.filter(({ accountId }) => accountId !== exceptAccountId),
      );
    }
    if (secondsAfter(message.createdAt, membersWithinSeconds) > now()) throw new Error(`No member of ${organisationId} is known yet.`);
    return drop(message, { code: 'no-members' });
  };

  return async (messageId) => {
    const message = await messages.load(messageId);
    if (message === undefined || message.status !== 'pending') return;
    if (isTooLate(message, now())) return drop(message, { code: 'too-late' });
    const { recipient } = message;
    switch (recipient.kind) {
      case 'account':
        if (!(await isWanted(message, recipient.accountId))) return drop(message, { code: 'not-wanted' });
        return sendTo(message, await directory.contact(recipient.accountId));
      case 'code':
        return sendTo(message, await directory.code(recipient.codeId));
      case 'organisation':
        return shareAmong(message, recipient);
    }
  };
};
