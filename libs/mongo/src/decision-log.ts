import type { EntrySink, OutboxEntry } from '@wadah/messaging';
import { derivedId } from '@wadah/kit';
import type { Collection, Mongo } from './connection.ts';
import { insertOrCompare } from './entry-collection.ts';
import type { IndexSpec } from './indexes.ts';

/** What a person of an agency or the platform decided, or looked at unmasked or looked up, and what it changed. */
export type Decision = {
  readonly id: string;
  /** As `seller_verified`, `listing_returned`, `account_blocked`. */
  readonly action: string;
  /** What it is about: a seller, a listing, a seller order, an account, an agency, a category, an invitation. */
  readonly subjectId: string;
  readonly actorId: string;
  /** An auditor decides nothing, but what one looks up is kept too. */
  readonly actorRole: 'curator' | 'operator' | 'auditor';
  readonly at: Date;
  /** Note and reasons as typed; empty where none is asked for. */
  readonly reason: string;
  /** What changed, as it was and as it became; states, levels, ids and names, never a secret or an unmasked number. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

export type DecisionFilter = {
  readonly subjectId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly from?: Date | undefined;
};

/** Where a page ended: decisions are listed newest first, by time and then by id. */
export type DecisionPosition = { readonly at: Date; readonly id: string };

export type DecisionLog = EntrySink & {
  /**
   * For what changes no aggregate, as an unmasked read: recorded before the answer.
   * @throws where another record has its id, so that nothing is answered unrecorded.
   */
  record(decision: Decision): Promise<void>;
  list(filter: DecisionFilter, page: { readonly after?: DecisionPosition; readonly limit: number }): Promise<readonly Decision[]>;
};

type DecisionDocument = Omit<Decision, 'id'> & { readonly _id: string };

const COLLECTION = 'decisions';

export const decisionIndexes: readonly IndexSpec[] = [
  { collection: COLLECTION, records: true, keys: { at: -1, _id: -1 }, options: { name: 'by_time' } },
  { collection: COLLECTION, records: true, keys: { subjectId: 1, at: -1, _id: -1 }, options: { name: 'by_subject' } },
  { collection: COLLECTION, records: true, keys: { actorId: 1, at: -1, _id: -1 }, options: { name: 'by_actor' } },
];

/** The id follows from all that it says, so a repeated write is the same decision, and two of one moment are two. */
export const newDecision = (decision: Omit<Decision, 'id'>): Decision => ({
  id: derivedId('dec', JSON.stringify(decision)),
  ...decision,
});

/** The database keeps no undefined field, and an entry must compare equal with what it became there. */
const withoutGaps = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const toDocument = ({ id, before, after, ...rest }: Decision): DecisionDocument => ({
  _id: id,
  ...rest,
  before: withoutGaps(before),
  after: withoutGaps(after),
});

const toDecision = ({ _id, ...rest }: DecisionDocument): Decision => ({ id: _id, ...rest });

/**
 * The record of decisions: it comes with the write that decides, as an outbox item of kind `entry`, and lies in the service's database for
 * records, where the service itself may read and insert and nothing else.
 */
export const decisionLog = (mongo: Mongo): DecisionLog => {
  const decisions: Collection<DecisionDocument> = mongo.records(COLLECTION);
  return {
    insert: async (items: readonly OutboxEntry[]) => ({
      conflicting: await insertOrCompare(
        decisions,
        items.map(({ entry }) => toDocument(entry as Decision)),
      ),
    }),
    record: async (decision) => {
      const conflicting = await insertOrCompare(decisions, [toDocument(decision)]);
      if (conflicting.length > 0) throw new Error(`Another record stands under ${decision.id}; what it says was not recorded.`);
    },
    list: async ({ from, ...ids }, { after, limit }) => {
      const since = from === undefined ? {} : { at: { $gte: from } };
      const older = after === undefined ? {} : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] };
      const found = await decisions
        .find({ $and: [withoutGaps(ids), since, older] })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toDecision);
    },
  };
};
