import type { EntrySink, OutboxEntry } from '@wadah/messaging';
import type { Collection, Mongo } from './connection.ts';
import { insertOrCompare } from './entry-collection.ts';
import type { IndexSpec } from './indexes.ts';
import { assertBalanced, type JournalEntry } from './journal-entry.ts';

type JournalDocument = Omit<JournalEntry, 'id'> & { readonly _id: string };

export type AccountBalance = { readonly account: string; readonly debitRupiah: number; readonly creditRupiah: number };

/** Where a page ended: entries are listed newest first, by time and then by id. */
export type JournalPosition = { readonly at: Date; readonly id: string };

export type Journal = EntrySink & {
  /** Sums per account over all entries, or over those of the named accounts. */
  balances(accounts?: readonly string[]): Promise<readonly AccountBalance[]>;
  /** Entries that touch any of the accounts, each once, newest first. */
  page(
    accounts: readonly string[],
    options: { readonly after?: JournalPosition; readonly limit: number },
  ): Promise<readonly JournalEntry[]>;
  /** All entries in the order of their ids, for proofs. */
  all(): AsyncIterable<JournalEntry>;
};

export const journalIndexes = (collection = 'journal'): readonly IndexSpec[] => [
  { collection, keys: { 'lines.account': 1, at: -1, _id: -1 }, options: { name: 'by_account' } },
];

/** The database keeps no undefined field, and an entry must compare equal with what it became there. */
const toDocument = ({ id, refs, ...rest }: JournalEntry): JournalDocument => ({
  _id: id,
  ...rest,
  refs: Object.fromEntries(Object.entries(refs).filter(([, value]) => value !== undefined)),
});

const toEntry = ({ _id, ...rest }: JournalDocument): JournalEntry => ({ id: _id, ...rest });

const isWellFormed = (entry: JournalEntry, id: string): boolean => {
  try {
    assertBalanced(entry);
    return entry.id === id;
  } catch {
    return false;
  }
};

/** The service's double-entry journal (architecture §4 rule 7): entries come from outboxes and are never changed. */
export const journal = ({ mongo, collection = 'journal' }: { readonly mongo: Mongo; readonly collection?: string }): Journal => {
  const entries: Collection<JournalDocument> = mongo.collection(collection);

  const insert = async (items: readonly OutboxEntry[]) => {
    const wanted = items.map(({ id, entry }) => ({ id, entry: entry as JournalEntry }));
    const malformed = wanted.filter(({ id, entry }) => !isWellFormed(entry, id)).map(({ id }) => id);
    const documents = wanted.filter(({ id }) => !malformed.includes(id)).map(({ entry }) => toDocument(entry));
    return { conflicting: documents.length === 0 ? malformed : [...malformed, ...(await insertOrCompare(entries, documents))] };
  };

  return {
    insert,
    balances: async (accounts) => {
      const named = accounts === undefined ? [] : [{ $match: { 'lines.account': { $in: [...accounts] } } }];
      const sums = await entries
        .aggregate<{ _id: string; debitRupiah: number; creditRupiah: number }>([
          ...named,
          { $unwind: '$lines' },
          ...named,
          { $group: { _id: '$lines.account', debitRupiah: { $sum: '$lines.debitRupiah' }, creditRupiah: { $sum: '$lines.creditRupiah' } } },
          { $sort: { _id: 1 } },
        ])
        .toArray();
      return sums.map(({ _id, debitRupiah, creditRupiah }) => ({ account: _id, debitRupiah, creditRupiah }));
    },
    page: async (accounts, { after, limit }) => {
      const older = after === undefined ? {} : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] };
      const found = await entries
        .find({ 'lines.account': { $in: [...accounts] }, ...older })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toEntry);
    },
    all: async function* () {
      for await (const document of entries.find({}).sort({ _id: 1 })) yield toEntry(document);
    },
  };
};
