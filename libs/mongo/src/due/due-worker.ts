import { dueDocuments } from './due-documents.ts';
import { dueRunner } from './due-runner.ts';
import type { DueWorkerOptions } from './due-worker-options.ts';

export type DueWorker = {
  /** Handles one document at once, or looks for due ones at once. */
  wake(id?: string): void;
  /** The last look at the database was answered. */
  ready(): boolean;
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>;
};

/**
 * Works through documents whose time has come: deadlines, and effects whose intent was written before. Two replicas never hold the same
 * document, one that throws never blocks those behind it, and what a crash left is taken up after its lease.
 */
export const dueWorker = (options: DueWorkerOptions): DueWorker => {
  const { name, logger, metrics, now, dueColumn } = options;
  const due = dueDocuments(options);
  const runner = dueRunner(options, due);
  const state = { answered: false, looking: false };

  const report = (oldest: unknown): void => {
    const seconds = oldest instanceof Date ? (now().getTime() - oldest.getTime()) / 1000 : 0;
    metrics.gauge('wadah_due_worker_overdue_seconds', seconds, { worker: name });
  };

  const look = async (): Promise<void> => {
    if (state.looking || runner.free() <= 0 || options.pauseWhile?.() === true) return;
    state.looking = true;
    try {
      const found = await due.find(runner.free());
      state.answered = true;
      report(found[0]?.[dueColumn]);
      found.forEach(({ _id, cause }) => runner.found(_id, cause));
    } catch (error) {
      state.answered = false;
      logger.warn({ err: error, worker: name }, 'Due documents could not be looked for.');
    } finally {
      state.looking = false;
    }
  };

  const timer = setInterval(() => void look(), options.intervalMs).unref();
  void look();

  return {
    wake: (id) => (id === undefined ? void look() : runner.wake(id)),
    ready: () => state.answered,
    stop: () => {
      clearInterval(timer);
      return runner.stop();
    },
  };
};
