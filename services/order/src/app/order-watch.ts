import type { Order } from '../domain/order.ts';
import type { Orders, Versioned } from './ports.ts';
import type { VersionPolling } from './version-polling.ts';

/** That an order was written: with the order itself where this process wrote it, without a version by a replica that tells none. */
export type News = { readonly version?: number; readonly order?: Order };

/** Tells which order was written, from whichever replica; a message may be lost. */
export type Announcements = {
  listen(orderId: string, heard: (news: News) => void): () => void;
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
  readonly orders: Pick<Orders, 'load' | 'lastWritten'>;
  readonly announcements: Announcements;
  /** Asks even when nobody announced anything: a lost message costs one round and nothing else. */
  readonly polling: VersionPolling;
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
    wait: async (): Promise<void> => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      rung = false;
    },
  };
};

export const orderWatch = ({ orders, announcements, polling }: OrderWatchOptions): OrderWatch => {
  async function* changes(orderId: string, signal: AbortSignal): AsyncGenerator<Versioned> {
    const rings = bell();
    let shown = 0;
    let written: Versioned | undefined;
    const hear = ({ order, version }: News): void => {
      if (order !== undefined && version !== undefined && version > (written?.version ?? 0)) written = { order, version };
      // Redis tells a process of its own writes too, and of those it has seen already.
      if (version === undefined || version > shown) rings.ring();
    };
    // Listening comes before the first look: a write between the two would be missed the other way round.
    const stops = [announcements.listen(orderId, hear), polling.watch(orderId, (version) => hear({ version }))];
    signal.addEventListener('abort', rings.ring);
    try {
      written ??= orders.lastWritten(orderId);
      while (!signal.aborted) {
        const seen = written !== undefined && written.version > shown ? written : await orders.load(orderId);
        if (seen.version > shown) {
          shown = seen.version;
          yield seen;
        }
        await rings.wait();
      }
    } finally {
      stops.forEach((stop) => stop());
      signal.removeEventListener('abort', rings.ring);
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
