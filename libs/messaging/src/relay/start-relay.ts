import type { Now } from '@wadah/kit';

import type { WaitLimits } from '../growing-wait.ts';
import type { KafkaConnection } from '../kafka/connect.ts';
import { publisher, type Publisher } from '../kafka/publisher.ts';
import type { Logger, Metrics, OutboxDocument, OutboxEntry, OutboxEvent, OutboxItem, OutboxSource } from '../ports.ts';
import { insertEntries } from './insert-entries.ts';
import { OutboxLane, type LaneOptions, type Settled } from './outbox-lane.ts';
import { remover } from './remover.ts';
import { seenAcknowledgements } from './seen-acknowledgements.ts';
import { sendEvents } from './send-events.ts';
import { sweeper } from './sweeper.ts';

export type RelayLimits = {
  readonly eventsMax: number;
  readonly bytesMax: number;
  readonly removeEveryMs: number;
  readonly sweepEveryMs: number;
  readonly sweepAgeMs: number;
  readonly wait: WaitLimits;
  readonly stopWithinMs: number;
};

const defaultLimits: RelayLimits = {
  eventsMax: 500,
  bytesMax: 512 * 1024,
  removeEveryMs: 200,
  sweepEveryMs: 2_000,
  sweepAgeMs: 1_000,
  wait: { firstMs: 100, mostMs: 5_000 },
  stopWithinMs: 1_500,
};

export type StartRelayOptions = {
  readonly kafka: KafkaConnection;
  /** `ce_source`, as `/wadah/order`. */
  readonly source: string;
  readonly topicPrefix: string;
  readonly outboxes: readonly OutboxSource[];
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly now: Now;
  readonly limits?: Partial<RelayLimits>;
  /** A publisher of your own, as a test needs; without it one is made from `kafka`. */
  readonly publisher?: Publisher;
};

export type Relay = {
  /** Tries at once what waits. Not needed after a write: the relay hears of those. */
  wake(): void;
  ready(): boolean;
  /** Nothing at all gets out at the moment. */
  stalled(): boolean;
  stop(): Promise<void>;
};

const bySequence = (a: OutboxEvent, b: OutboxEvent): number => a.sequence - b.sequence;
const isEvent = (item: OutboxItem): item is OutboxEvent => item.kind === 'event';
const isEntry = (item: OutboxItem): item is OutboxEntry => item.kind === 'entry';
const sizeOf = (event: OutboxEvent): number => Buffer.byteLength(JSON.stringify(event.data)) + 500;

const lanes = (
  options: StartRelayOptions & { readonly limits: RelayLimits; readonly publisher: Publisher },
  onDone: (done: Settled<OutboxItem>['done']) => void,
) => {
  const { limits, metrics, logger, publisher: to, topicPrefix, source } = options;
  const shared = { onDone, wait: limits.wait, documentsMax: 20_000, logger } satisfies Partial<LaneOptions<OutboxItem>>;
  const wiring = { topicPrefix, source };
  const events = new OutboxLane<OutboxEvent>({
    ...shared,
    name: 'events',
    take: { itemsMax: limits.eventsMax, bytesMax: limits.bytesMax, sizeOf },
    order: bySequence,
    send: sendEvents({ publisher: to, wiring, metrics, logger }),
  });
  const entries = new OutboxLane<OutboxEntry>({
    ...shared,
    name: 'entries',
    take: { itemsMax: limits.eventsMax, bytesMax: Number.POSITIVE_INFINITY, sizeOf: () => 0 },
    order: () => 0,
    send: insertEntries({ metrics, logger }),
  });
  return { events, entries };
};

/**
 * Brings every outbox item of this process where it belongs: events to Kafka in the order of their aggregate, entries to the journal
 * (architecture rule 2). Starts at once and needs no broker to start.
 */
export const startRelay = (given: StartRelayOptions): Relay => {
  const limits = { ...defaultLimits, ...given.limits };
  const options = { ...given, limits, publisher: given.publisher ?? publisher({ kafka: given.kafka }) };
  const seen = seenAcknowledgements(50_000);
  const removals = remover({ everyMs: limits.removeEveryMs, logger: options.logger });
  const { events, entries } = lanes(options, (done) => {
    for (const { source, documentId, item } of done) {
      seen.add(item.id);
      removals.add(source, documentId, item.id);
    }
  });

  const offer = (source: OutboxSource, { documentId, items }: OutboxDocument): void => {
    const fresh = items.filter((item) => !seen.has(item.id));
    events.offer(source, documentId, fresh.filter(isEvent));
    entries.offer(source, documentId, fresh.filter(isEntry));
  };
  /** What the sweeper still finds although it went out was not taken out; so it is, once more. */
  const offerSwept = (source: OutboxSource, document: OutboxDocument): void => {
    for (const { id } of document.items) if (seen.has(id)) removals.add(source, document.documentId, id);
    offer(source, document);
  };

  for (const source of options.outboxes) source.onAppended((document) => offer(source, document));
  const { metrics, logger, now } = options;
  const sweeping = sweeper({
    sources: options.outboxes,
    everyMs: limits.sweepEveryMs,
    ageMs: limits.sweepAgeMs,
    limit: limits.eventsMax,
    stalled: () => events.stalled,
    offer: offerSwept,
    metrics,
    logger,
    now,
  });

  return {
    wake: () => {
      events.wake();
      entries.wake();
    },
    ready: () => !events.stalled && !entries.stalled,
    stalled: () => events.stalled,
    stop: async () => {
      sweeping.stop();
      await Promise.all([events.stop(limits.stopWithinMs), entries.stop(limits.stopWithinMs)]);
      await removals.stop();
      await options.publisher.stop();
    },
  };
};
