import { setTimeout as delay } from 'node:timers/promises';
import type { Collection } from '../connection.ts';
import { duplicateIndexOf, mongoOutage, UniqueViolation } from '../failures.ts';
import type { OutboxDraft } from '../outbox/outbox-items.ts';
import type { Appended, OutboxWriter } from '../outbox/outbox-writer.ts';
import { conflict, type Conflict } from '../retry-conflict.ts';
import { writtenFields, type Columns, type Loaded, type WritableDocument } from './aggregate-document.ts';

type Change<S> = { readonly state: S; readonly schema: number; readonly columns: Columns; readonly drafts: readonly OutboxDraft[] };

type Fields = ReturnType<typeof writtenFields>;

type Deps<S> = {
  readonly collection: Collection<WritableDocument>;
  readonly outbox: OutboxWriter;
  readonly readMajority: (id: string) => Promise<Loaded<S>>;
  readonly newWriteId: () => string;
};

const settlingReadsMax = 4;
const settlingWaitMs = 150;

/** The one conditional write of an aggregate, and what follows when its answer is missing. */
export const aggregateWriter = <S>({ collection, outbox, readMajority, newWriteId }: Deps<S>) => {
  const insert = async (id: string, fields: Fields, appended: Appended): Promise<boolean> => {
    const { updatedAt } = appended.set;
    const waiting = appended.items.length === 0 ? {} : { outbox: [...appended.items] };
    const numbers = { version: 1, sequence: appended.sequence };
    await collection.insertOne({ _id: id, ...numbers, ...fields.set, ...waiting, createdAt: updatedAt, updatedAt });
    return true;
  };

  const update = async ({ id, version, writeId }: Loaded<S>, fields: Fields, appended: Appended): Promise<boolean> => {
    const outcome = await collection.updateOne(
      // A failover may give the number of a version that was read to another write; only its name tells them apart.
      { _id: id, version, ...(writeId === undefined ? {} : { writeId }) },
      {
        $set: { ...fields.set, ...appended.set },
        $inc: { ...appended.inc },
        ...(appended.items.length === 0 ? {} : { $push: { outbox: { $each: [...appended.items] } } }),
        ...(Object.keys(fields.unset).length === 0 ? {} : { $unset: fields.unset }),
      },
    );
    return outcome.modifiedCount === 1;
  };

  /** Whether the write that was not answered is in the document. The database may still be away, so it is asked a few times. */
  const settle = async (id: string, writeId: string, cause: unknown): Promise<boolean> => {
    for (let reads = 1; reads <= settlingReadsMax; reads += 1) {
      try {
        return (await readMajority(id)).writeId === writeId;
      } catch (error) {
        if (!mongoOutage(error)) throw error;
        await delay(settlingWaitMs * reads);
      }
    }
    throw cause;
  };

  const attempt = async (loaded: Loaded<S>, fields: Fields, appended: Appended): Promise<boolean> => {
    try {
      return await (loaded.version === 0 ? insert(loaded.id, fields, appended) : update(loaded, fields, appended));
    } catch (error) {
      const index = duplicateIndexOf(error);
      if (index === '_id_') return false;
      if (index !== undefined) throw new UniqueViolation(index, error);
      if (!mongoOutage(error)) throw error;
      return settle(loaded.id, fields.set.writeId, error);
    }
  };

  return {
    /** Answers the document as written, or `conflict` when another write came first. */
    save: async (loaded: Loaded<S>, { state, schema, columns, drafts }: Change<S>): Promise<Loaded<S> | Conflict> => {
      const { id, version } = loaded;
      const appended = outbox.append({ _id: id, sequence: loaded.sequence, outbox: loaded.outbox }, drafts);
      const fields = writtenFields({ state, schema, columns, writeId: newWriteId() });
      if (!(await attempt(loaded, fields, appended))) return conflict;
      appended.announce();
      const { writeId, cause } = fields.set;
      return {
        id,
        state,
        version: version + 1,
        sequence: appended.sequence,
        writeId,
        cause,
        outbox: [...loaded.outbox, ...appended.items],
      };
    },
  };
};
