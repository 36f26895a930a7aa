import type { Result } from '@wadah/kit';

/** An event that waits in a document's outbox; `sequence` is its number within the aggregate: 1, 2, 3 … without gaps. */
export type OutboxEvent = {
  readonly kind: 'event';
  /** UUIDv7, on the wire `ce_id`. */
  readonly id: string;
  readonly type: string;
  /** Logical topic, without the stack's prefix. */
  readonly topic: string;
  readonly subject: string;
  readonly sequence: number;
  readonly time: Date;
  readonly correlationId: string;
  readonly traceparent?: string;
  readonly data: unknown;
};

/** A journal entry that waits in a document's outbox; it goes to `OutboxSource.entries` and never to Kafka. */
export type OutboxEntry = { readonly kind: 'entry'; readonly id: string; readonly time: Date; readonly entry: unknown };

export type OutboxItem = OutboxEvent | OutboxEntry;

export type OutboxDocument = { readonly documentId: string; readonly items: readonly OutboxItem[] };

export type OutboxRemoval = { readonly documentId: string; readonly itemIds: readonly string[] };

/** Where journal entries go. An entry whose id is taken is done if the stored one says the same; otherwise its id is answered as conflicting. */
export interface EntrySink {
  insert(entries: readonly OutboxEntry[]): Promise<{ readonly conflicting: readonly string[] }>;
}

/** A collection whose documents carry an outbox. */
export interface OutboxSource {
  readonly name: string;
  /** Called right after a write of this process, with the document's whole outbox as it now stands. */
  onAppended(listener: (document: OutboxDocument) => void): void;
  /** Documents that still hold an outbox and were last written before `olderThan`; leased, so that one replica at a time sweeps. */
  sweep(options: { readonly olderThan: Date; readonly limit: number }): Promise<readonly OutboxDocument[]>;
  /** Takes published items out, many documents in one bulk write. */
  remove(removals: readonly OutboxRemoval[]): Promise<void>;
  /** Marks a document whose outbox cannot be published; `sweep` no longer answers it. */
  setAside(documentId: string, reason: string): Promise<void>;
  backlog(): Promise<{ readonly documents: number; readonly oldestAt?: Date }>;
  readonly entries?: EntrySink;
}

/**
 * A key whose events wait for a replay: `from` is the offset of the event at fault, `upTo` the last one seen since. Offsets are numbers, a
 * partition would need 2^53 events to outgrow them. A topic has one writer, so topic and key together name the source aggregate.
 */
export type ParkedKey = {
  /** As on the wire, with the stack's prefix. */
  readonly group: string;
  /** As on the wire, with the stack's prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly from: number;
  readonly upTo: number;
};

/** Rows are unique by group, topic, partition and key. */
export interface ParkedKeys {
  load(topic: string, partitions: readonly number[]): Promise<readonly ParkedKey[]>;
  /** Inserts the row; where one stands, `from` only falls and `upTo` only rises. */
  park(row: ParkedKey): Promise<void>;
  /** Raises `upTo` to at least the given offset; false when no row stands any more. */
  raise(row: ParkedKey, upTo: number): Promise<boolean>;
  /** Deletes the row only where `upTo` is still the given row's; false when it was raised meanwhile or is gone. */
  remove(row: ParkedKey): Promise<boolean>;
  /** Moves `from` forward to the event that is at fault now, after those before it were handled or given up. */
  advance(row: ParkedKey, from: number): Promise<void>;
  /** Remembers for ever that an operator gave up these events; whoever meets one of them again passes over it. */
  giveUp(place: Omit<ParkedKey, 'from' | 'upTo'>, offsets: readonly number[]): Promise<void>;
  isGivenUp(place: Pick<ParkedKey, 'group' | 'topic' | 'partition'>, offset: number): Promise<boolean>;
}

/** A delivered event, parsed. */
export type Delivered<D> = {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: Date;
  readonly sequence: number;
  readonly correlationId: string;
  readonly traceparent?: string;
  readonly data: D;
};

/** A returned refusal is logged, counted and committed, except `not_found`, which is poison; a throw is an outage or poison. */
export type Handler<D> = (event: Delivered<D>) => Promise<void | Result<unknown>>;

export type Labels = Readonly<Record<string, string>>;

/** Prometheus-style metrics; a metric exists from its first call on, always with the same label names. */
export interface Metrics {
  counter(name: string, labels?: Labels, by?: number): void;
  gauge(name: string, value: number, labels?: Labels): void;
  histogram(name: string, value: number, labels?: Labels): void;
}

/** What of pino is used here. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
