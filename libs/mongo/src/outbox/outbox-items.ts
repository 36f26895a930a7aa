import { allEvents, type OutgoingEvent } from '@wadah/contracts';
import { currentAmbient } from '@wadah/kit';
import type { OutboxItem } from '@wadah/messaging';
import type { Decision } from '../decision-log.ts';
import { assertBalanced, type JournalEntry } from '../journal-entry.ts';

/** What a write appends: an event for Kafka, or an entry for the service's journal or its record of decisions. */
export type OutboxDraft = OutgoingEvent | { readonly entry: JournalEntry | Decision };

/** A document that waits with so many items takes no more before they are published. */
export const outboxItemsMax = 100;
const eventBytesMax = 64 * 1024;

const definitions = new Map(allEvents.map((definition) => [definition.type, definition]));

/** An event that doesn't fit its contract would never leave the outbox, so it isn't stored either. */
const checkedData = (event: OutgoingEvent): unknown => {
  const definition = definitions.get(event.type);
  if (definition === undefined || definition.topic !== event.topic) throw new Error(`No contract knows ${event.type} on ${event.topic}.`);
  const parsed = definition.data.safeParse(event.data);
  if (!parsed.success) throw new Error(`${event.type} of ${event.subject} breaks its contract.`, { cause: parsed.error });
  const bytes = Buffer.byteLength(JSON.stringify(parsed.data));
  if (bytes > eventBytesMax) throw new Error(`${event.type} of ${event.subject} has ${bytes} bytes, ${eventBytesMax} are allowed.`);
  return parsed.data;
};

type Numbering = { readonly subject: string; readonly sequence: number; readonly newId: () => string };

const toEvent = (event: OutgoingEvent, sequence: number, id: string): OutboxItem => {
  const ambient = currentAmbient();
  return {
    kind: 'event',
    id,
    type: event.type,
    topic: event.topic,
    subject: event.subject,
    sequence,
    time: event.time,
    correlationId: ambient?.correlationId ?? id,
    ...(ambient?.traceparent === undefined ? {} : { traceparent: ambient.traceparent }),
    data: checkedData(event),
  };
};

const toEntry = (entry: JournalEntry | Decision): OutboxItem => {
  if ('lines' in entry) assertBalanced(entry);
  return { kind: 'entry', id: entry.id, time: entry.at, entry };
};

/**
 * Numbers and checks what a write appends. `sequence` is the document's last used number; entries take none.
 * @throws when an event breaks its contract, is above 64 kB or names another subject, or when an entry isn't balanced.
 */
export const toOutboxItems = (drafts: readonly OutboxDraft[], numbering: Numbering) => {
  let { sequence } = numbering;
  const items = drafts.map((draft): OutboxItem => {
    if ('entry' in draft) return toEntry(draft.entry);
    if (draft.subject !== numbering.subject) throw new Error(`${draft.type} of ${draft.subject} was emitted by ${numbering.subject}.`);
    sequence += 1;
    return toEvent(draft, sequence, numbering.newId());
  });
  return { items, sequence };
};
