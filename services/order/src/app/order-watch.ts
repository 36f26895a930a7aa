import type { Orders, Versioned } from './ports.ts';

/** Tells which order was written, from whichever replica; a message may be lost. */
export type Announcements = {
  /** Called with the order itself where this process wrote it. */
  listen(orderId: string, heard: (written?: Versioned) => void): () => void;
};

export type OrderWatch = {
  /** The present state first, then each newer one, until `signal` is aborted. */
  changes(orderId: string, signal: AbortSignal): AsyncIterable<Versioned>;
  /** The first state that is settled, or the last one seen when time is over. */
  until(
    orderId: string,
    isSettled: (seen: Versioned) => boolean,
    limit: { readonly waitMs: number; readonly signal: AbortSignal },
  ): Promise<Versioned>;
};

export type OrderWatchOptions = {
  readonly orders: Pick<Orders, 'load'>;
  readonly announcements: Announcements;
  /** How often the order is read even when nobody announced it: a lost message costs this and nothing else. 0 turns it off. */
  readonly pollMs: number;
};

/** Rings for who waits; what was rung before somebody waits is not lost. */
const bell = () => {
  let rung = false;
  let wake = (): void => undefined;
  return {
    ring: (): void => {
      rung = true;
      wake();
    },
    /** Until it rings, or for so long at most; 0 waits for the ring alone. */
    wait: async (timeoutMs: number): Promise<void> => {
      let timer: NodeJS.Timeout | undefined;
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (timeoutMs > 0) timer = setTimeout(resolve, timeoutMs);
        });
      }
      clearTimeout(timer);
      rung = false;
    },
  };
};

export const orderWatch = ({ orders, announcements, pollMs }: OrderWatchOptions): OrderWatch => {
  async function* changes(orderId: string, signal: AbortSignal): AsyncGenerator<Versioned> {
    const heard = bell();
    let written: Versioned | undefined;
    // Listening comes before the first read: a write between the two would be missed the other way round.
    const stop = announcements.listen(orderId, (told) => {
      if (told !== undefined && told.version > (written?.version ?? 0)) written = told;
      heard.ring();
    });
    signal.addEventListener('abort', heard.ring);
    let shown = 0;
    try {
      while (!signal.aborted) {
        const seen = written !== undefined && written.version > shown ? written : await orders.load(orderId);
        if (seen.version > shown) {
          shown = seen.version;
          yield seen;
        }
        await heard.wait(pollMs);
      }
    } finally {
      stop();
      signal.removeEventListener('abort', heard.ring);
    }
  }
  return {
    changes,
    until: async (orderId, isSettled, { waitMs, signal }) => {
      let last: Versioned | undefined;
      for await (const seen of changes(orderId, AbortSignal.any([signal, AbortSignal.timeout(waitMs)]))) {
        last = seen;
        if (isSettled(seen)) return seen;
      }
      return last ?? orders.load(orderId);
    },
  };
};
