import { currentAmbient, ok, reject, type Now, type Result } from '@wadah/kit';
import { gathered, majorityRead, type Collection, type Filter, type Mongo } from '@wadah/mongo';
import type { Messages } from '../../app/ports.ts';
import type { Message } from '../../domain/message.ts';
import { messagesCollection, toDocument, toMessage, type MessageDocument } from './message.document.ts';

export type FeedPosition = { readonly at: number; readonly id: string };

export type Feed = {
  /** Newest first, one more than asked for. */
  list(accountId: string, options: { readonly limit: number; readonly after?: FeedPosition }): Promise<readonly Message[]>;
  /** Once read stays read, with its first time. */
  markRead(accountId: string, messageId: string): Promise<Result<Message>>;
};

const olderThan = ({ at, id }: FeedPosition): Filter<MessageDocument> => ({
  $or: [{ createdAt: { $lt: new Date(at) } }, { createdAt: new Date(at), _id: { $lt: id } }],
});

export type MessageStoreOptions = {
  readonly mongo: Mongo;
  readonly now: Now;
  /** Told of what was added just now. */
  readonly onAdded?: (messages: readonly Message[]) => void;
};

/** Nobody waits for an intent or a mark, and those of a moment cost one journaled write together. */
const gatheredWithinMs = 20;

type Ended = { readonly messageId: string; readonly set: Pick<MessageDocument, 'status' | 'endedAt' | 'reason'> };

export const messageStore = ({ mongo, now, onAdded }: MessageStoreOptions): Messages & Feed => {
  const documents: Collection<MessageDocument> = mongo.collection(messagesCollection);
  const ofAccount = (accountId: string, messageId: string) => ({ _id: messageId, accountId });

  const insert = gathered<MessageDocument>(
    async (added) => {
      const inserts = added.map(({ _id, ...document }) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: document }, upsert: true },
      }));
      await documents.bulkWrite(inserts, { ordered: false });
    },
    { withinMs: gatheredWithinMs },
  );
  const mark = gathered<Ended>(
    async (ended) => {
      const marks = ended.map(({ messageId, set }) => ({
        updateOne: { filter: { _id: messageId, status: 'pending' as const }, update: { $set: set, $unset: { dueAt: '' as const } } },
      }));
      await documents.bulkWrite(marks, { ordered: false });
    },
    { withinMs: gatheredWithinMs },
  );

  return {
    add: async (messages) => {
      if (messages.length === 0) return;
      await insert(messages.map((message) => toDocument(message, now(), currentAmbient())));
      onAdded?.(messages);
    },
    load: async (messageId) => {
      const found = await documents.findOne({ _id: messageId }, majorityRead);
      return found === null ? undefined : toMessage(found);
    },
    end: async (messageId, { status, reason }) => {
      await mark([{ messageId, set: { status, endedAt: now(), ...(reason !== undefined && { reason }) } }]);
    },
    list: async (accountId, { limit, after }) => {
      const found = await documents
        .find({ accountId, ...(after !== undefined && olderThan(after)) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      return found.map(toMessage);
    },
    markRead: async (accountId, messageId) => {
      await documents.updateOne({ ...ofAccount(accountId, messageId), readAt: { $exists: false } }, { $set: { readAt: now() } });
      const found = await documents.findOne(ofAccount(accountId, messageId), majorityRead);
      return found === null ? reject('not_found', 'notification-not-found', 'No such notification.') : ok(toMessage(found));
    },
  };
};
