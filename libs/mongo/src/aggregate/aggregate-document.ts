import { currentAmbient, type Ambient } from '@wadah/kit';
import type { OutboxItem } from '@wadah/messaging';

/** Derived fields beside `state`, so that they can be indexed; one that is undefined is unset. */
export type Columns = Readonly<Record<string, unknown>>;

type OwnFields = {
  readonly _id: string;
  readonly version: number;
  /** Number of the last event it has emitted. */
  readonly sequence: number;
  readonly schema: number;
  readonly state: unknown;
  readonly outbox?: readonly OutboxItem[];
  /** Names the last write, so that an unclear answer is settled by loading again. */
  readonly writeId: string;
  /** Under which correlation the last write was made; a worker that goes on with the document takes it up. */
  readonly cause?: Ambient;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** One aggregate is one document. */
export type AggregateDocument = OwnFields & { readonly [column: string]: unknown };

/** The same as a writer sees it: an index signature would hide from the driver's types which fields are numbers. */
export type WritableDocument = Omit<OwnFields, 'outbox'> & { readonly outbox?: OutboxItem[] };

export type Loaded<S> = {
  readonly id: string;
  readonly state: S;
  /** 0 when the document does not exist yet. */
  readonly version: number;
  readonly sequence: number;
  readonly outbox: readonly OutboxItem[];
  readonly writeId?: string;
  readonly cause?: Ambient | undefined;
};

const reserved: ReadonlySet<string> = new Set([
  '_id',
  'version',
  'sequence',
  'schema',
  'state',
  'outbox',
  'writeId',
  'cause',
  'createdAt',
  'updatedAt',
  'setAside',
]);

const assertColumn = (name: string): void => {
  if (reserved.has(name) || name.includes('.') || name.startsWith('$')) throw new Error(`A column may not be called ${name}.`);
};

/** The fields that a write sets and unsets beside what the outbox appends. */
export const writtenFields = (fields: {
  readonly state: unknown;
  readonly schema: number;
  readonly writeId: string;
  readonly columns: Columns;
}) => {
  const { columns, ...own } = fields;
  const entries = Object.entries(columns);
  entries.forEach(([name]) => assertColumn(name));
  const ambient = currentAmbient();
  const present = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return {
    set: { ...own, ...(ambient === undefined ? {} : { cause: ambient }), ...present },
    unset: Object.fromEntries(entries.filter(([, value]) => value === undefined).map(([name]) => [name, ''] as const)),
  };
};
