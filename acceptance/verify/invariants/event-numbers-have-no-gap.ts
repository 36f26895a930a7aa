import type { Found, Invariant, StoredAggregate, TopicEvent } from '../found.ts';

const keyOf = (source: string, subject: string): string => `${source} ${subject}`;

/** In the topic's order: the first time a number is seen, all lower ones have been. */
const orderFaults = (events: readonly TopicEvent[]): readonly string[] => {
  const ids = new Map<number, string>();
  const faults: string[] = [];
  for (const { id, subject, sequence } of events) {
    const known = ids.get(sequence);
    if (known === undefined && sequence !== ids.size + 1) faults.push(`${subject} tells ${sequence} after ${ids.size}`);
    if (known !== undefined && known !== id) faults.push(`${subject} uses ${sequence} for two events`);
    if (known === undefined) ids.set(sequence, id);
    // What follows one gap is out of step with it, and says no more.
    if (faults.length > 0) return faults;
  }
  return new Set(events.map(({ partition }) => partition)).size > 1 ? [`${events[0]?.subject ?? ''} is in two partitions`] : [];
};

/** A topic that is ahead of the document is one whose numbers will be used again. */
const lastFaults = ({ _id, sequence, outbox }: StoredAggregate, events: readonly TopicEvent[]): readonly string[] => {
  const waiting = outbox.filter(({ kind }) => kind === 'event').map((item) => item.sequence ?? 0);
  const seen = Math.max(0, ...events.map((event) => event.sequence));
  if (seen > sequence) return [`${_id} has told ${seen} events and counts ${sequence}`];
  const last = Math.max(seen, ...waiting);
  return last === sequence ? [] : [`${_id} counts ${sequence} events and has told ${last}`];
};

export const eventNumbersHaveNoGap: Invariant = {
  rule: 'each event number is in the topic, without a gap, up to what its document counts',
  broken: ({ aggregates, events }: Found) => {
    const bySubject = Map.groupBy(events, ({ source, subject }) => keyOf(source, subject));
    return [
      ...[...bySubject.values()].flatMap(orderFaults),
      ...aggregates.flatMap((one) => lastFaults(one, bySubject.get(keyOf(`/wadah/${one.service}`, one._id)) ?? [])),
    ];
  },
};
