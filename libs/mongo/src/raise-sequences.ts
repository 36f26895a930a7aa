import { uuidv7 } from '@wadah/kit';
import type { Collection, Mongo } from './connection.ts';
import { sequenceFloors } from './sequence-floors.ts';

type NumberedDocument = { readonly _id: string; readonly version: number; readonly sequence: number; readonly writeId?: string };

export type RaisedAggregate = { readonly collection: string; readonly id: string; readonly from: number; readonly to: number };

export type RaisedSequences = {
  readonly aggregates: number;
  /** Whose topic was ahead: what the events between say is not in the document. */
  readonly raised: readonly RaisedAggregate[];
  /** In the topic and in no document: lost, or removed when its time was over. */
  readonly absent: readonly string[];
};

const raiseIn = async (mongo: Mongo, name: string, ahead: Map<string, number>) => {
  const collection: Collection<NumberedDocument> = mongo.collection(name);
  const raised: RaisedAggregate[] = [];
  let aggregates = 0;
  // A projection's row may keep a number of its source, but no version.
  const numbered = collection.find({ version: { $exists: true }, sequence: { $exists: true } }, { projection: { sequence: 1 } });
  for await (const { _id: id, sequence: from } of numbered) {
    aggregates += 1;
    const to = ahead.get(id);
    ahead.delete(id);
    if (to === undefined || to <= from) continue;
    // As every write it raises the version and names itself, so nothing that was read before is written over it.
    const update = { $set: { sequence: to, writeId: uuidv7() }, $inc: { version: 1 } };
    await collection.updateOne({ _id: id, sequence: { $lt: to } }, update);
    raised.push({ collection: name, id, from, to });
  }
  return { aggregates, raised };
};

/**
 * Brings the numbers of a restored database up to those that its topic has seen: each aggregate above its last one, and a floor for each
 * that is in no document, so that one made again under its derived id goes on above it. To be run while the service is down.
 */
export const raiseSequences = async (mongo: Mongo, last: ReadonlyMap<string, number>): Promise<RaisedSequences> => {
  const ahead = new Map(last);
  const names = (await mongo.connection.listCollections()).map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const outcome = { aggregates: 0, raised: [] as RaisedAggregate[] };
  for (const name of names) {
    const { aggregates, raised } = await raiseIn(mongo, name, ahead);
    outcome.aggregates += aggregates;
    outcome.raised.push(...raised);
  }
  await sequenceFloors(mongo).put(ahead);
  return { ...outcome, absent: [...ahead.keys()] };
};
