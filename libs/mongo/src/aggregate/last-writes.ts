import type { Loaded } from './aggregate-document.ts';

const documentsMax = 500;
/** A memory doesn't see what was taken out of the outbox; a long one is read again, so that a full outbox is never a memory's mistake. */
const outboxItemsMax = 30;

/** The documents that this process wrote last, as it wrote them: what follows next mostly concerns one of those, and so needs no read. */
export const lastWrites = <S>() => {
  const documents = new Map<string, Loaded<S>>();
  const forget = (id: string): void => void documents.delete(id);
  return {
    forget,
    overtaken: (id: string, version: number): void => {
      if ((documents.get(id)?.version ?? version) < version) forget(id);
    },
    of: (id: string): Loaded<S> | undefined => documents.get(id),
    note: (written: Loaded<S>): void => {
      forget(written.id);
      if (written.outbox.length > outboxItemsMax) return;
      documents.set(written.id, written);
      for (const oldest of documents.keys()) {
        if (documents.size <= documentsMax) return;
        forget(oldest);
      }
    },
  };
};
