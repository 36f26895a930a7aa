export type KeyQueue<Work> = {
  add(key: string, work: Work): void;
  /** The first event of the next key that is free; that key is then taken until `finish` or `putBack`. */
  take(): { readonly key: string; readonly work: Work } | undefined;
  /** The key's first event is over; its next one may be taken. */
  finish(key: string): void;
  /** The key's first event must be tried again, before all other keys or after them. */
  putBack(key: string, where: 'front' | 'end'): void;
  clear(): void;
};

/** Events of one key one after another, keys beside each other. */
export const keyQueue = <Work>(): KeyQueue<Work> => {
  const queues = new Map<string, Work[]>();
  const free: string[] = [];
  return {
    add: (key, work) => {
      const queue = queues.get(key);
      if (queue !== undefined) {
        queue.push(work);
        return;
      }
      queues.set(key, [work]);
      free.push(key);
    },
    take: () => {
      const key = free.shift();
      const work = key === undefined ? undefined : queues.get(key)?.[0];
      return key === undefined || work === undefined ? undefined : { key, work };
    },
    finish: (key) => {
      const queue = queues.get(key);
      queue?.shift();
      if (queue === undefined || queue.length === 0) queues.delete(key);
      else free.push(key);
    },
    putBack: (key, where) => {
      if (where === 'front') free.unshift(key);
      else free.push(key);
    },
    clear: () => {
      queues.clear();
      free.length = 0;
    },
  };
};
