import type { Ambient } from '@wadah/kit';
import { decisionIndexes, dueIndex, type IndexSpec } from '@wadah/mongo';
import { serviceIndexes } from '@wadah/service';
import type { Message, MessageStatus, Notice } from '../../domain/message.ts';

export const messagesCollection = 'messages';

/** Holds no name, address, code or typed text: those are asked for when the mail is written. */
export type MessageDocument = {
  readonly _id: string;
  readonly notice: Notice;
  /** Whose feed shows it. */
  readonly accountId?: string;
  readonly eventId: string;
  readonly status: MessageStatus;
  readonly reason?: string;
  /** Absent once there is nothing left to send. */
  readonly dueAt?: Date;
  readonly createdAt: Date;
  readonly endedAt?: Date;
  readonly readAt?: Date;
  /** Correlation of the event, under which the mail is sent. */
  readonly cause?: Ambient;
};

export const toDocument = (message: Message, dueAt: Date, cause: Ambient | undefined): MessageDocument => {
  const { messageId, eventId, status, createdAt, template, facts, recipient } = message;
  return {
    _id: messageId,
    notice: { template, facts, recipient } as Notice,
    ...(recipient.kind === 'account' && { accountId: recipient.accountId }),
    eventId,
    status,
    dueAt,
    createdAt,
    ...(cause !== undefined && { cause }),
  };
};

export const toMessage = ({ _id, notice, eventId, status, createdAt, readAt }: MessageDocument): Message => ({
  ...notice,
  messageId: _id,
  eventId,
  status,
  createdAt,
  ...(readAt !== undefined && { readAt }),
});

export const notificationIndexes: readonly IndexSpec[] = [
  ...serviceIndexes,
  ...decisionIndexes,
  dueIndex(messagesCollection, 'dueAt'),
  {
    collection: messagesCollection,
    keys: { accountId: 1, createdAt: -1, _id: -1 },
    options: { name: 'feed', partialFilterExpression: { accountId: { $exists: true } } },
  },
];
