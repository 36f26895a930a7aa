import { ok, reject, uuidv7, type Ambient, type Now, type Result } from '@wadah/kit';
import type { EntrySink, OutboxSource } from '@wadah/messaging';
import { majorityRead, type Collection, type Mongo } from '../connection.ts';
import type { Filter } from '../filter.ts';
import type { OutboxDraft } from '../outbox/outbox-items.ts';
import { outboxWriter } from '../outbox/outbox-writer.ts';
import { conflict, retryConflict, type Conflict } from '../retry-conflict.ts';
import { sequenceFloors } from '../sequence-floors.ts';
import type { AggregateDocument, Columns, Loaded } from './aggregate-document.ts';
import { aggregateWriter } from './aggregate-writer.ts';
import { causeBook } from './cause-book.ts';
import { lastWrites } from './last-writes.ts';

export type AggregateStoreOptions<S, E> = {
  readonly mongo: Mongo;
  readonly collection: string;
  /** State of an aggregate that does not exist yet. */
  readonly initial: S;
  readonly evolve: (state: S, event: E) => S;
  /** What the world and the journal learn of a domain event; drift between domain and contract doesn't compile. */
  readonly toOutbox: (event: E) => readonly OutboxDraft[];
  readonly now: Now;
  /** Ids of events. Default: UUIDv7. */
  readonly newId?: () => string;
  /** Version of the state's shape. Default 1. */
  readonly schema?: number;
  /** Lifts a state stored under another schema on read. */
  readonly lift?: (stored: { readonly schema: number; readonly state: unknown }) => S;
  readonly columns?: (state: S) => Columns;
  /** Where journal entries go; an aggregate that writes entries needs it. */
  readonly entries?: EntrySink;
};

export type UpdateOptions<S = unknown> = {
  /** What `loadVersioned` or `updateVersioned` of this store has just answered for this id: decides on that first and saves the read. */
  readonly from?: Versioned<S>;
  /** Refuses with `version-stale` when something would be written over another version. */
  readonly expectedVersion?: number;
  /** The aggregate is most likely new: decides on `initial` first and saves the read. */
  readonly expectAbsent?: boolean;
  /** More fields set by the same write. */
  readonly set?: Columns;
};

export type Versioned<S> = { readonly state: S; readonly version: number; readonly sequence: number };

export type Found<S> = { readonly id: string; readonly state: S; readonly version: number };

export type Decide<S, E> = (state: S) => Result<readonly E[]>;

export type FindOptions = { readonly sort?: Readonly<Record<string, 1 | -1>>; readonly limit: number };

export type AggregateStore<S, E> = {
  /** Answers `initial` where there is no such document. */
  load(id: string): Promise<S>;
  loadVersioned(id: string): Promise<Versioned<S>>;
  /**
   * Loads, decides and saves in one conditional update, and again while somebody else was faster. Inserts where there is none yet. A decision
   * that writes nothing (refused, or no events) is answered only once a majority read shows the same version.
   * @throws {UniqueViolation} for a unique index other than `_id`; {OutboxFullError}; {ConflictsExhausted}; what `mongoOutage` recognises.
   */
  update(id: string, decide: Decide<S, E>, options?: UpdateOptions<S>): Promise<Result<S>>;
  updateVersioned(id: string, decide: Decide<S, E>, options?: UpdateOptions<S>): Promise<Result<Versioned<S>>>;
  /**
   * The document as this process wrote it last, where it remembers that: another process may have written since. `update` decides on it first
   * by itself; whoever acts on it must be content with what was true a moment ago.
   */
  lastWritten(id: string): Versioned<S> | undefined;
  /** Under which correlation a state that this store has answered was written: who goes on with it for another's request goes on with its trace. */
  causeOf(state: S): Ambient | undefined;
  /** Another process has written this version, so an older memory is forgotten. */
  writtenElsewhere(id: string, version: number): void;
  find(filter: Filter<AggregateDocument>, options: FindOptions): Promise<readonly Found<S>[]>;
  /** For the reads of views. */
  readonly collection: Collection<AggregateDocument>;
  readonly outbox: OutboxSource;
  /** Called after each write of this process. */
  onWritten(listener: (id: string, state: S, version: number) => void): void;
};

/** Answers what callers may know of a document, and remembers what only the store needs to write over it. */
const versionBook = <S>() => {
  const known = new WeakMap<Versioned<S>, Loaded<S>>();
  const versioned = (loaded: Loaded<S>): Versioned<S> => {
    const { state, version, sequence } = loaded;
    const answer = { state, version, sequence };
    known.set(answer, loaded);
    return answer;
  };
  return {
    versioned,
    versionedIf: (loaded: Loaded<S> | undefined): Versioned<S> | undefined => (loaded === undefined ? undefined : versioned(loaded)),
    /** Undefined where it is another document's, or was made up. */
    loadedOf: (id: string, from: Versioned<S> | undefined): Loaded<S> | undefined => {
      const loaded = from === undefined ? undefined : known.get(from);
      return loaded?.id === id ? loaded : undefined;
    },
  };
};

const versionStale = () => reject('precondition_failed', 'version-stale', 'The thing was changed meanwhile; read it again.');

/** Not `not_found`: other services' events of it are no poison, since nothing can bring it back. */
const lostInRestore = () => reject('conflict', 'lost-in-restore', 'It was lost when the database was restored to an earlier time.');

const aggregateReader = <S, E>(options: AggregateStoreOptions<S, E>, schema: number) => {
  const collection: Collection<AggregateDocument> = options.mongo.collection(options.collection);
  const liftState = (document: AggregateDocument): S => {
    if (document.schema === schema) return document.state as S;
    if (options.lift !== undefined) return options.lift(document);
    throw new Error(`${options.collection} ${document._id} has schema ${document.schema}, known is ${schema}.`);
  };
  const causes = causeBook<S>();
  const floors = sequenceFloors(options.mongo);
  const absent = async (id: string): Promise<Loaded<S>> => {
    return { id, state: options.initial, version: 0, sequence: await floors.of(id), outbox: [] };
  };
  const read = async (id: string, concern: object = {}): Promise<Loaded<S>> => {
    const document = await collection.findOne({ _id: id }, concern);
    if (document === null) return absent(id);
    const { version, sequence, writeId, cause, outbox = [] } = document;
    return causes.noted({ id, state: liftState(document), version, sequence, writeId, cause, outbox });
  };
  const find: AggregateStore<S, E>['find'] = async (filter, { sort = { _id: 1 }, limit }) => {
    const documents = await collection
      .find(filter, { projection: { outbox: 0 } })
      .sort(sort)
      .limit(limit)
      .toArray();
    return documents.map((document) => ({ id: document._id, state: liftState(document), version: document.version }));
  };
  return { collection, causes, absent, isLost: floors.isLost, read, find, readMajority: (id: string) => read(id, majorityRead) };
};

/** The load-decide-save of one kind of aggregate (architecture §4 rules 1 and 2). */
export const aggregateStore = <S, E>(options: AggregateStoreOptions<S, E>): AggregateStore<S, E> => {
  const schema = options.schema ?? 1;
  const writer = outboxWriter(options);
  const { versioned, versionedIf, loadedOf } = versionBook<S>();
  const written = lastWrites<S>();
  const listeners: ((id: string, state: S, version: number) => void)[] = [];

  const { collection, causes, absent, isLost, read, find, readMajority } = aggregateReader(options, schema);
  const aggregates = aggregateWriter<S>({
    collection: options.mongo.collection(options.collection),
    outbox: writer,
    readMajority,
    newWriteId: () => uuidv7(),
  });

  const write = async (loaded: Loaded<S>, events: readonly E[], set: Columns): Promise<Result<Versioned<S>> | Conflict> => {
    const state = events.reduce(options.evolve, loaded.state);
    const columns = { ...options.columns?.(state), ...set };
    const drafts = events.flatMap((event) => options.toOutbox(event));
    const saved = await aggregates.save(loaded, { state, schema, columns, drafts });
    if (saved === conflict) return conflict;
    written.note(causes.noted(saved));
    listeners.forEach((listener) => listener(loaded.id, saved.state, saved.version));
    return ok(versioned(saved));
  };

  const decideOn = async (
    loaded: Loaded<S>,
    decide: Decide<S, E>,
    updating: UpdateOptions<S>,
  ): Promise<Result<Versioned<S>> | Conflict> => {
    const decision = decide(loaded.state);
    if (decision.ok && decision.value.length > 0) {
      const { expectedVersion = loaded.version, set = {} } = updating;
      return expectedVersion === loaded.version ? write(loaded, decision.value, set) : versionStale();
    }
    // A local read may show what a failover takes back, and an offset committed on it would lose the event.
    const settled = await readMajority(loaded.id);
    if (settled.version !== loaded.version || settled.writeId !== loaded.writeId) return conflict;
    if (decision.ok) return ok(versioned(loaded));
    const missing = decision.rejection.kind === 'not_found' && loaded.version === 0;
    return missing && (await isLost(loaded.id)) ? lostInRestore() : decision;
  };

  /** A caller who names a version must be judged by the present one, never by a memory. */
  const rememberedFor = (id: string, { expectedVersion }: UpdateOptions<S>): Loaded<S> | undefined =>
    expectedVersion === undefined ? written.of(id) : undefined;

  const updateVersioned: AggregateStore<S, E>['updateVersioned'] = (id, decide, updating = {}) => {
    let expectAbsent = updating.expectAbsent === true;
    let assumed = expectAbsent ? undefined : (loadedOf(id, updating.from) ?? rememberedFor(id, updating));
    return retryConflict(`${options.collection} ${id}`, async () => {
      const loaded = assumed ?? (await (expectAbsent ? absent(id) : read(id)));
      assumed = undefined;
      expectAbsent = false;
      const decided = await decideOn(loaded, decide, updating);
      if (decided === conflict) written.forget(id);
      return decided;
    });
  };

  return {
    collection,
    outbox: writer.outbox,
    load: async (id) => (await read(id)).state,
    loadVersioned: async (id) => versioned(await read(id)),
    update: async (id, decide, updating) => {
      const outcome = await updateVersioned(id, decide, updating);
      return outcome.ok ? ok(outcome.value.state) : outcome;
    },
    updateVersioned,
    lastWritten: (id) => versionedIf(written.of(id)),
    writtenElsewhere: written.overtaken,
    causeOf: causes.of,
    find,
    onWritten: (listener) => void listeners.push(listener),
  };
};
