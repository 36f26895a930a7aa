import type { Place } from './key-parking.ts';
import type { PartitionWorker } from './partition-worker.ts';

export type NewWorker = (place: Place, after: Promise<void>, setFetching: (fetching: boolean) => void) => PartitionWorker;

export type FetchSwitch = (place: Place, fetching: boolean) => void;

const nameOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

/** Which partitions are ours, and the worker of each. */
export class Assignment {
  readonly #newWorker: NewWorker;
  readonly #workers = new Map<string, PartitionWorker>();
  /** Handlers that still run for partitions that were taken away. */
  readonly #leaving = new Map<string, Promise<void>>();
  #memberId: string | undefined;

  constructor(newWorker: NewWorker) {
    this.#newWorker = newWorker;
  }

  /**
   * Takes over the outcome of a rebalance. A partition that stays keeps its worker: what the client now reads again is known there. Under a
   * new member id others may have owned everything in between, so nothing is kept.
   */
  take(memberId: string, places: readonly Place[], setFetching: FetchSwitch): void {
    const kept = new Set(memberId === this.#memberId ? places.map(nameOf) : []);
    this.#memberId = memberId;
    for (const [name, worker] of this.#workers) {
      if (kept.has(name)) worker.restoreFetching();
      else this.#leave(name, worker);
    }
    for (const place of places) if (!this.#workers.has(nameOf(place))) this.#join(place, setFetching);
  }

  find(place: Place): PartitionWorker | undefined {
    return this.#workers.get(nameOf(place));
  }

  /** Starts a partition anew, as after its topic was deleted and made again. */
  restart(place: Place, setFetching: FetchSwitch): PartitionWorker {
    const worker = this.find(place);
    if (worker !== undefined) this.#leave(nameOf(place), worker);
    return this.#join(place, setFetching);
  }

  all(): readonly PartitionWorker[] {
    return [...this.#workers.values()];
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.all().map((worker) => worker.close()), ...this.#leaving.values()]);
  }

  #join(place: Place, setFetching: FetchSwitch): PartitionWorker {
    const after = this.#leaving.get(nameOf(place)) ?? Promise.resolve();
    const worker = this.#newWorker(place, after, (fetching) => setFetching(place, fetching));
    // The client remembers over a rebalance what an earlier worker of this partition had paused.
    setFetching(place, true);
    this.#workers.set(nameOf(place), worker);
    return worker;
  }

  #leave(name: string, worker: PartitionWorker): void {
    this.#workers.delete(name);
    const earlier = this.#leaving.get(name);
    const gone = Promise.all([earlier, worker.close()]).then(() => {
      if (this.#leaving.get(name) === gone) this.#leaving.delete(name);
    });
    this.#leaving.set(name, gone);
  }
}
