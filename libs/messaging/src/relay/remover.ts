import type { Logger, OutboxSource } from '../ports.ts';

export type Remover = {
  add(source: OutboxSource, documentId: string, itemId: string): void;
  /** Takes out what is waiting; a failure is left to the next turn. */
  flush(): Promise<void>;
  /** Flushes once more; what fails then is left to the sweeper. */
  stop(): Promise<void>;
};

/** Takes published items out of their documents, many in one bulk write; a crash before it publishes them again, which harms nobody. */
export const remover = ({ everyMs, logger }: { readonly everyMs: number; readonly logger: Logger }): Remover => {
  const waiting = new Map<OutboxSource, Map<string, Set<string>>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let flushed: Promise<void> = Promise.resolve();

  const add = (source: OutboxSource, documentId: string, itemId: string): void => {
    const documents = waiting.get(source) ?? new Map<string, Set<string>>();
    const items = documents.get(documentId) ?? new Set<string>();
    waiting.set(source, documents.set(documentId, items.add(itemId)));
    if (!stopped) timer ??= setTimeout(() => void flush(), everyMs);
  };

  const removeOf = async (source: OutboxSource, documents: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> => {
    try {
      await source.remove([...documents].map(([documentId, items]) => ({ documentId, itemIds: [...items] })));
    } catch (error) {
      logger.warn({ source: source.name, err: error }, 'Published items were not taken out yet.');
      for (const [documentId, items] of documents) for (const item of items) add(source, documentId, item);
    }
  };

  const removeDue = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const due = [...waiting];
    waiting.clear();
    await Promise.all(due.map(([source, documents]) => removeOf(source, documents)));
  };

  // One after another, so that who waits for a flush waits for those before it as well.
  const flush = (): Promise<void> => {
    flushed = flushed.then(removeDue);
    return flushed;
  };

  const stop = (): Promise<void> => {
    stopped = true;
    return flush();
  };

  return { add, flush, stop };
};
