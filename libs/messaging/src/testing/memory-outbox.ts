import { isDeepStrictEqual } from 'node:util';
import { memoryRows } from '@wadah/kit';
import type { EntrySink, OutboxDocument, OutboxEntry, OutboxItem, OutboxSource } from '../ports.ts';

type Stored = { items: OutboxItem[]; writtenAt: Date; setAside?: string };

export type MemoryOutbox = OutboxSource & {
  /** Writes a document: appends to its outbox and announces it, unless the process is to die before that. */
  write(documentId: string, items: readonly OutboxItem[], options?: { readonly at?: Date; readonly announce?: boolean }): void;
  waiting(documentId: string): readonly OutboxItem[];
  setAsideReason(documentId: string): string | undefined;
};

/** An outbox in memory, held to the same suite as the live one. */
export const memoryOutbox = (name = 'memory', entries?: EntrySink): MemoryOutbox => {
  const stored = new Map<string, Stored>();
  const listeners: ((document: OutboxDocument) => void)[] = [];
  const open = (): readonly [string, Stored][] =>
    [...stored].filter(([, document]) => document.items.length > 0 && document.setAside === undefined);
  return {
    name,
    ...(entries !== undefined && { entries }),
    write: (documentId, items, { at = new Date(), announce = true } = {}) => {
      const document = stored.get(documentId) ?? { items: [], writtenAt: at };
      document.items = [...document.items, ...items];
      document.writtenAt = at;
      stored.set(documentId, document);
      if (announce) for (const listener of listeners) listener({ documentId, items: document.items });
    },
    waiting: (documentId) => stored.get(documentId)?.items ?? [],
    setAsideReason: (documentId) => stored.get(documentId)?.setAside,
    onAppended: (listener) => void listeners.push(listener),
    sweep: async ({ olderThan, limit }) =>
      open()
        .filter(([, { writtenAt }]) => writtenAt < olderThan)
        .slice(0, limit)
        .map(([documentId, { items }]) => ({ documentId, items })),
    remove: async (removals) => {
      for (const { documentId, itemIds } of removals) {
        await Promise.resolve();
        // Asked for and written in one go, as `$pull` does: what was appended meanwhile stays.
        const document = stored.get(documentId);
        if (document !== undefined) document.items = document.items.filter(({ id }) => !itemIds.includes(id));
      }
    },
    setAside: async (documentId, reason) => {
      const document = stored.get(documentId);
      if (document !== undefined) document.setAside = reason;
    },
    backlog: async () => {
      const times = open().map(([, { writtenAt }]) => writtenAt.getTime());
      return { documents: times.length, ...(times.length > 0 && { oldestAt: new Date(Math.min(...times)) }) };
    },
  };
};

export type MemoryEntries = EntrySink & { stored(): readonly OutboxEntry[] };

/** A journal in memory; it yields between looking and writing, as a database does. */
export const memoryEntries = (): MemoryEntries => {
  const entries = memoryRows<OutboxEntry>();
  const insertOne = async (entry: OutboxEntry): Promise<boolean> => {
    let agrees = true;
    await entries.change(entry.id, (standing = entry) => {
      agrees = isDeepStrictEqual(standing.entry, entry.entry);
      return standing;
    });
    return agrees;
  };
  return {
    insert: async (list) => {
      const agreed = await Promise.all(list.map(insertOne));
      return { conflicting: list.filter((_entry, index) => agreed[index] === false).map(({ id }) => id) };
    },
    stored: () => entries.all(),
  };
};
