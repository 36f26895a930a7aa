import { currentAmbient, inSpan, runWithAmbient, type Ambient } from '@wadah/kit';
import type { DueDocuments } from './due-documents.ts';
import type { DueWorkerOptions } from './due-worker-options.ts';

/** Thrown inside only: another replica holds the document, or nothing is due any more. */
const notClaimed = new Error('Not claimed.');

const waitingMax = 10_000;
const delayMaxMs = 5 * 60_000;

/** Growing from a second to five minutes, jittered. A restart begins anew, so the count needs no write. */
const backoff = () => {
  const tries = new Map<string, number>();
  return {
    nextMs: (id: string): number => {
      const count = (tries.get(id) ?? 0) + 1;
      if (tries.size < waitingMax) tries.set(id, count);
      return Math.min(1_000 * 2 ** (count - 1), delayMaxMs) * (0.75 + Math.random() / 2);
    },
    forget: (id: string) => tries.delete(id),
  };
};

type Run = { readonly ambient: Ambient | undefined; readonly claims: boolean };

const under = (ambient: Ambient | undefined, work: () => void): void => (ambient === undefined ? work() : runWithAmbient(ambient, work));

/** Runs documents side by side up to the bound, one document never twice at once. */
export const dueRunner = (options: DueWorkerOptions, due: DueDocuments) => {
  const { name, concurrency, logger, metrics } = options;
  const delays = backoff();
  /** The value says how it was woken meanwhile, since its state may have changed after it was loaded. */
  const running = new Map<string, Run | undefined>();
  const works = new Set<Promise<void>>();
  const woken = new Map<string, Run>();
  let stopped = false;

  const claimOrSkip = async (id: string): Promise<Date> => {
    const until = await due.claim(id);
    if (until === undefined) throw notClaimed;
    return until;
  };

  const fail = async (id: string, error: unknown, claimedUntil?: Date): Promise<void> => {
    const delayMs = delays.nextMs(id);
    metrics.counter('wadah_due_worker_runs_total', { worker: name, outcome: 'failed' });
    logger.warn({ err: error, worker: name, documentId: id, delayMs }, 'A due document is put off.');
    if (claimedUntil !== undefined) await due.putOff(id, claimedUntil, delayMs);
  };

  const handle = async (id: string, { claims }: Run): Promise<void> => {
    let claimedUntil: Date | undefined;
    try {
      claimedUntil = claims ? await claimOrSkip(id) : undefined;
      await inSpan({ name: `${name} due`, kind: 'internal', attributes: { 'wadah.document_id': id } }, () => options.handle(id));
      delays.forget(id);
      metrics.counter('wadah_due_worker_runs_total', { worker: name, outcome: 'done' });
    } catch (error) {
      if (error !== notClaimed) await fail(id, error, claimedUntil);
    }
  };

  const end = (id: string, work: Promise<void>): void => {
    const again = running.get(id);
    running.delete(id);
    works.delete(work);
    if (again !== undefined) woken.set(id, again);
    startWoken();
  };

  const start = (id: string, run: Run): void => {
    running.set(id, undefined);
    const work: Promise<void> = handle(id, run)
      .catch((error: unknown) => logger.warn({ err: error, worker: name, documentId: id }, 'A due document could not be put off.'))
      .finally(() => end(id, work));
    works.add(work);
  };

  const startWoken = (): void => {
    for (const [id, run] of woken) {
      if (stopped || running.size >= concurrency) return;
      woken.delete(id);
      under(run.ambient, () => start(id, run));
    }
  };

  return {
    free: () => (stopped ? 0 : concurrency - running.size),
    /** Runs what the sweep has found. */
    found: (id: string, cause: Ambient | undefined): void => {
      if (!stopped && !running.has(id)) under(cause, () => start(id, { ambient: cause, claims: true }));
    },
    wake: (id: string): void => {
      const run = { ambient: currentAmbient(), claims: options.firstLease !== 'writer' };
      if (running.has(id)) running.set(id, run);
      // One that finds no place is found by the sweep.
      else if (woken.size < waitingMax) woken.set(id, run);
      startWoken();
    },
    stop: async (): Promise<void> => {
      stopped = true;
      await Promise.allSettled(works);
    },
  };
};
