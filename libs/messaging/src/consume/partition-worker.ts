import { growingWaitMs } from '../growing-wait.ts';
import { keyOf, type ReceivedMessage } from '../wire/decode.ts';
import type { Place } from './key-parking.ts';
import { keyQueue } from './key-queue.ts';
import { offsetTracker } from './offset-tracker.ts';
import { eventTrier, type EventWork, type Outcome, type TryEventOptions } from './try-event.ts';

export type PartitionWorkerOptions = TryEventOptions & {
  /** Stops and resumes fetching of this partition. */
  readonly setFetching: (fetching: boolean) => void;
  /** Handlers of an earlier ownership of this partition may still run; a key must not be in work twice. */
  readonly after: Promise<void>;
};

/**
 * Works through one partition while this process owns it. Fetching goes on beside it, so one slow or failing partition holds up neither
 * the others nor the heartbeats.
 */
export class PartitionWorker {
  readonly place: Place;
  readonly offsets = offsetTracker();
  readonly #options: PartitionWorkerOptions;
  readonly #tryEvent: (work: EventWork) => Promise<Outcome>;
  readonly #queue = keyQueue<EventWork>();
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #outageTries = 0;
  #end = 0;
  #loaded = false;
  #waiting = false;
  #closed = false;
  #fetching = true;

  constructor(options: PartitionWorkerOptions) {
    this.#options = options;
    this.place = options.place;
    this.#tryEvent = eventTrier(options);
    void this.#load();
  }

  /** Takes what was fetched; offsets that are known already are left out. */
  accept(messages: readonly ReceivedMessage[]): void {
    for (const message of messages) {
      const offset = Number(message.offset);
      if (!this.#closed && this.offsets.begin(offset)) this.#queue.add(keyOf(message), { message, offset, failedAt: [] });
    }
    this.#pump();
    this.#adjustFetching();
  }

  /** Takes no new work and drops what waits; resolves when the handlers that run have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#queue.clear();
    await Promise.all(this.#running);
  }

  /** Tries so far to get over an outage; 0 while work goes on. */
  get outageTries(): number {
    return this.#outageTries;
  }

  /** Events of the partition that are not finished, as far as the last fetch could see. */
  get lag(): number {
    return Math.max(0, this.#end - (this.offsets.committable() ?? this.#end));
  }

  sawEnd(end: number): void {
    this.#end = end;
  }

  get parkedKeys(): number {
    return this.#options.parking.count();
  }

  /** A client that has joined anew has forgotten what it had paused. */
  restoreFetching(): void {
    if (!this.#fetching) this.#options.setFetching(false);
  }

  async #load(): Promise<void> {
    try {
      await this.#options.after;
      await this.#options.parking.load();
      this.#loaded = true;
      this.#outageTries = 0;
      this.#pump();
    } catch (error) {
      this.#later(this.#countOutage(error), () => void this.#load());
    }
  }

  #pump(): void {
    // After an outage one event goes ahead as a probe.
    const atOnce = this.#outageTries > 0 ? 1 : this.#options.limits.keysAtOnce;
    while (this.#loaded && !this.#closed && !this.#waiting && this.#running.size < atOnce) {
      const next = this.#queue.take();
      if (next === undefined) return;
      const task = this.#run(next.key, next.work).finally(() => {
        this.#running.delete(task);
        this.#pump();
      });
      this.#running.add(task);
    }
  }

  async #run(key: string, work: EventWork): Promise<void> {
    // Only the rows of parked keys and the dead letters are left to throw here, and both are needed things.
    const outcome = await this.#tryEvent(work).catch((error: unknown): Outcome => ({ kind: 'outage', error }));
    if (outcome.kind === 'finished') this.offsets.finish(work.offset);
    if (this.#closed) return;
    switch (outcome.kind) {
      case 'finished':
        this.#queue.finish(key);
        if (!this.#waiting) this.#outageTries = 0;
        break;
      case 'again':
        this.#later(outcome.afterMs, () => this.#queue.putBack(key, 'end'));
        break;
      case 'outage':
        this.#queue.putBack(key, 'front');
        this.#pause(outcome.error);
    }
    this.#adjustFetching();
  }

  #pause(error: unknown): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#later(this.#countOutage(error), () => {
      this.#waiting = false;
    });
  }

  #countOutage(error: unknown): number {
    const { limits, logger, metrics } = this.#options;
    this.#outageTries += 1;
    const waitMs = growingWaitMs(this.#outageTries, limits.outageWait);
    metrics.counter('wadah_consumer_outages_total', { topic: this.place.topic });
    logger.warn({ ...this.place, tries: this.#outageTries, waitMs, err: error }, 'An outage: the partition pauses and is tried again.');
    return waitMs;
  }

  #later(ms: number, work: () => void): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
      this.#pump();
      this.#adjustFetching();
    }, ms);
    this.#timers.add(timer);
  }

  #adjustFetching(): void {
    const { queuedMax } = this.#options.limits;
    const room = this.offsets.unfinishedCount() < (this.#fetching ? queuedMax : queuedMax / 2);
    const wanted = room && !this.#waiting;
    if (this.#closed || wanted === this.#fetching) return;
    this.#fetching = wanted;
    this.#options.setFetching(wanted);
  }
}
