import type { Now } from '@wadah/kit';

import type { Logger, Metrics, OutboxDocument, OutboxSource } from '../ports.ts';

export type SweeperOptions = {
  readonly sources: readonly OutboxSource[];
  readonly everyMs: number;
  /** Younger documents are left to the process that wrote them. */
  readonly ageMs: number;
  readonly limit: number;
  /** While this relay gets nothing out, another replica may hold the lease and sweep. */
  readonly stalled: () => boolean;
  readonly offer: (source: OutboxSource, document: OutboxDocument) => void;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly now: Now;
};

const quietTurnsMax = 4;

/** Finds what a crash left in outboxes, and measures them on the way. */
export const sweeper = ({ sources, everyMs, ageMs, limit, stalled, offer, metrics, logger, now }: SweeperOptions) => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const backlogs = new Map<OutboxSource, { documents: number; turnsAgo: number }>();

  /** A quiet outbox is measured now and then, for each look is a request; one that holds something, or gets nothing out, every turn. */
  const isMeasured = (source: OutboxSource, foundCount: number): boolean => {
    const known = backlogs.get(source);
    if (known === undefined || foundCount > 0 || stalled() || known.documents > 0 || known.turnsAgo >= quietTurnsMax) return true;
    known.turnsAgo += 1;
    return false;
  };

  const measure = async (source: OutboxSource): Promise<void> => {
    const { documents, oldestAt } = await source.backlog();
    backlogs.set(source, { documents, turnsAgo: 0 });
    const oldestSeconds = oldestAt === undefined ? 0 : Math.max(0, (now().getTime() - oldestAt.getTime()) / 1000);
    metrics.gauge('wadah_outbox_backlog', documents, { source: source.name });
    metrics.gauge('wadah_outbox_oldest_seconds', oldestSeconds, { source: source.name });
  };

  const sweepOne = async (source: OutboxSource): Promise<void> => {
    try {
      const found = stalled() ? [] : await source.sweep({ olderThan: new Date(now().getTime() - ageMs), limit });
      for (const document of found) offer(source, document);
      if (isMeasured(source, found.length)) await measure(source);
    } catch (error) {
      logger.warn({ source: source.name, err: error }, 'An outbox could not be swept.');
    }
  };

  const turn = async (): Promise<void> => {
    await Promise.all(sources.map(sweepOne));
    if (!stopped) timer = setTimeout(() => void turn(), everyMs * (0.75 + Math.random() / 2));
  };

  void turn();
  return {
    stop: (): void => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
