import { uuidv7, type Now } from '@wadah/kit';
import { OutboxFullError, type EntrySink, type OutboxItem, type OutboxSource } from '@wadah/messaging';
import type { Mongo } from '../connection.ts';
import { outboxItemsMax, toOutboxItems, type OutboxDraft } from './outbox-items.ts';
import { outboxSource } from './outbox-source.ts';

/** What must be known of the document that a conditional update names by `_id` and `version`. */
export type LoadedOutbox = { readonly _id: string; readonly sequence: number; readonly outbox?: readonly OutboxItem[] };

export type Appended = {
  /** To be merged into the operators of the update. */
  readonly set: { readonly updatedAt: Date };
  readonly inc: { readonly version: 1; readonly sequence: number };
  readonly push: { readonly outbox: { readonly $each: OutboxItem[] } };
  /** The document's last used number after the write. */
  readonly sequence: number;
  readonly items: readonly OutboxItem[];
  /** Wakes the relay; to be called once the update has changed its document. */
  announce(): void;
};

export type OutboxWriter = {
  readonly outbox: OutboxSource;
  /**
   * What a write of the loaded document appends. The update must filter on the version that was loaded, since the numbers follow from it.
   * @throws {OutboxFullError} while the document waits with 100 items: routes answer 503, consumers wait or park the key.
   */
  append(loaded: LoadedOutbox, drafts: readonly OutboxDraft[]): Appended;
};

export type OutboxWriterOptions = {
  readonly mongo: Mongo;
  readonly collection: string;
  readonly now: Now;
  readonly newId?: () => string;
  /** Where journal entries go; a collection that writes entries needs it. */
  readonly entries?: EntrySink;
};

/** The outbox for documents that do their own conditional updates; the aggregate store stands on it too. */
export const outboxWriter = (options: OutboxWriterOptions): OutboxWriter => {
  const outbox = outboxSource(options);
  const newId = options.newId ?? (() => uuidv7());
  return {
    outbox,
    append: (loaded, drafts) => {
      const before = loaded.outbox ?? [];
      if (drafts.length > 0 && before.length >= outboxItemsMax) throw new OutboxFullError(`The outbox of ${loaded._id} is full.`);
      const { items, sequence } = toOutboxItems(drafts, { subject: loaded._id, sequence: loaded.sequence, newId });
      return {
        set: { updatedAt: options.now() },
        inc: { version: 1, sequence: sequence - loaded.sequence },
        push: { outbox: { $each: items } },
        sequence,
        items,
        announce: () => {
          if (items.length > 0) outbox.announce({ documentId: loaded._id, items: [...before, ...items] });
        },
      };
    },
  };
};
