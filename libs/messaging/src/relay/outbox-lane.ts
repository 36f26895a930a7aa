import { growingWaitMs, type WaitLimits } from '../growing-wait.ts';
import type { Logger, OutboxItem, OutboxSource } from '../ports.ts';

/** The waiting items of one document, in the order they must go out. */
export type LaneDocument<Item extends OutboxItem> = {
  readonly source: OutboxSource;
  readonly documentId: string;
  readonly items: readonly Item[];
};

/** What became of a batch: items that are where they belong, and documents that must not be tried again by this process. */
export type Settled<Item extends OutboxItem> = {
  readonly done: readonly { readonly source: OutboxSource; readonly documentId: string; readonly item: Item }[];
  readonly dropped: readonly LaneDocument<Item>[];
};

export type LaneOptions<Item extends OutboxItem> = {
  readonly name: string;
  readonly take: { readonly itemsMax: number; readonly bytesMax: number; readonly sizeOf: (item: Item) => number };
  readonly order: (a: Item, b: Item) => number;
  readonly send: (batch: readonly LaneDocument<Item>[]) => Promise<Settled<Item>>;
  readonly onDone: (done: Settled<Item>['done']) => void;
  readonly wait: WaitLimits;
  readonly documentsMax: number;
  readonly logger: Logger;
};

/** A publication's own deadline is much later; a full outbox must be known for what it is before that. */
const unansweredMsMax = 1_000;

type Pending<Item> = { readonly source: OutboxSource; readonly documentId: string; readonly items: Map<string, Item> };

/** Sends what documents offer, many in one batch, one batch in flight; a batch that fails is sent again for ever with growing waits. */
export class OutboxLane<Item extends OutboxItem> {
  readonly #options: LaneOptions<Item>;
  readonly #pending = new Map<string, Pending<Item>>();
  #work: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #sentAt: number | undefined;
  #stopped = false;

  constructor(options: LaneOptions<Item>) {
    this.#options = options;
  }

  /** Whether nothing gets out at the moment: the last batch failed, or the present one has not been answered for a while. */
  get stalled(): boolean {
    return this.#failures > 0 || (this.#sentAt !== undefined && performance.now() - this.#sentAt > unansweredMsMax);
  }

  get idle(): boolean {
    return this.#pending.size === 0;
  }

  /** Adds what is new of a document. Beyond the bound of memory a document is left to the sweeper, which brings it whole. */
  offer(source: OutboxSource, documentId: string, items: readonly Item[]): void {
    const name = `${source.name}/${documentId}`;
    const known = this.#pending.get(name);
    if (items.length === 0 || (known === undefined && this.#pending.size >= this.#options.documentsMax)) return;
    const pending = known ?? { source, documentId, items: new Map<string, Item>() };
    for (const item of items) if (!pending.items.has(item.id)) pending.items.set(item.id, item);
    this.#pending.set(name, pending);
    this.wake();
  }

  wake(): void {
    if (this.#stopped || this.#timer !== undefined) return;
    this.#work ??= this.#drain().finally(() => {
      this.#work = undefined;
    });
  }

  /** Finishes the batch in flight and what else can go out within the time. */
  async stop(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.#work, patience]);
    this.#stopped = true;
    clearTimeout(timer);
    clearTimeout(this.#timer);
  }

  async #drain(): Promise<void> {
    while (!this.#stopped && this.#timer === undefined && this.#pending.size > 0) await this.#sendOne();
  }

  async #sendOne(): Promise<void> {
    this.#sentAt = performance.now();
    try {
      const settled = await this.#options.send(this.#nextBatch());
      this.#failures = 0;
      this.#forget(settled);
      this.#options.onDone(settled.done);
    } catch (error) {
      this.#failures += 1;
      const waitMs = growingWaitMs(this.#failures, this.#options.wait);
      this.#options.logger.warn(
        { lane: this.#options.name, tries: this.#failures, waitMs, err: error },
        'An outbox batch did not get out.',
      );
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.wake();
      }, waitMs);
    } finally {
      this.#sentAt = undefined;
    }
  }

  #nextBatch(): readonly LaneDocument<Item>[] {
    const { itemsMax, bytesMax, sizeOf } = this.#options.take;
    const batch: LaneDocument<Item>[] = [];
    let count = 0;
    let bytes = 0;
    for (const { source, documentId, items } of this.#pending.values()) {
      const taken: Item[] = [];
      for (const item of [...items.values()].sort(this.#options.order)) {
        const size = sizeOf(item);
        // The first item always goes, however large: whether it is too large is for the broker to say.
        if (count > 0 && (count >= itemsMax || bytes + size > bytesMax)) break;
        taken.push(item);
        count += 1;
        bytes += size;
      }
      if (taken.length > 0) batch.push({ source, documentId, items: taken });
      if (count >= itemsMax || bytes >= bytesMax || taken.length < items.size) break;
    }
    return batch;
  }

  #forget({ done, dropped }: Settled<Item>): void {
    for (const { source, documentId } of dropped) this.#pending.delete(`${source.name}/${documentId}`);
    for (const { source, documentId, item } of done) {
      const name = `${source.name}/${documentId}`;
      const pending = this.#pending.get(name);
      pending?.items.delete(item.id);
      if (pending?.items.size === 0) this.#pending.delete(name);
    }
  }
}
