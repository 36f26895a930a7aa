import { startSpan, type Span } from '@wadah/kit';
import { RefusedMessagesError, type Publisher } from '../kafka/publisher.ts';
import type { Logger, Metrics, OutboxEvent } from '../ports.ts';
import { encodeEvent, type WireMessage, type Wiring } from '../wire/headers.ts';
import type { LaneDocument, Settled } from './outbox-lane.ts';

export type SendEventsOptions = {
  readonly publisher: Publisher;
  readonly wiring: Wiring;
  readonly metrics: Metrics;
  readonly logger: Logger;
};

type Documents = readonly LaneDocument<OutboxEvent>[];

type Sending = { readonly message: WireMessage; readonly span: Span | undefined };

/** Under the trace of the write that made the event, however much later it goes out. */
const beginSending = (item: OutboxEvent, wiring: Wiring): Sending => {
  const { id, type, topic, subject, traceparent } = item;
  const span = startSpan({
    name: `${topic} send`,
    kind: 'producer',
    traceparent,
    attributes: {
      'messaging.system': 'kafka',
      'messaging.destination.name': topic,
      'messaging.message.id': id,
      'cloudevents.event_type': type,
      'cloudevents.event_subject': subject,
    },
  });
  return { span, message: encodeEvent(span === undefined ? item : { ...item, traceparent: span.traceparent }, wiring) };
};

const everyItem = (documents: Documents): Settled<OutboxEvent>['done'] =>
  documents.flatMap(({ source, documentId, items }) => items.map((item) => ({ source, documentId, item })));

/** Publishes a batch. One that the broker refuses for its content is halved until the document at fault stands alone and is set aside. */
export const sendEvents = ({ publisher, wiring, metrics, logger }: SendEventsOptions) => {
  const giveUp = async (document: LaneDocument<OutboxEvent>, error: RefusedMessagesError): Promise<Settled<OutboxEvent>> => {
    const line = { source: document.source.name, documentId: document.documentId, fault: error.fault, err: error };
    if (error.fault === 'content') {
      await document.source.setAside(document.documentId, error.message);
      metrics.counter('wadah_outbox_set_aside_total', { source: document.source.name });
      logger.error(line, 'The outbox of a document cannot be published and is set aside.');
    } else logger.error(line, 'The topic of an event takes nothing; the sweeper brings the document again.');
    return { done: [], dropped: [document] };
  };

  const send = async (documents: Documents): Promise<Settled<OutboxEvent>> => {
    const sending = documents.flatMap(({ items }) => items.map((item) => beginSending(item, wiring)));
    try {
      await publisher.publish(sending.map(({ message }) => message));
      for (const { span } of sending) span?.end();
      for (const { items } of documents) for (const { type } of items) metrics.counter('wadah_events_published_total', { type });
      return { done: everyItem(documents), dropped: [] };
    } catch (error) {
      for (const { span } of sending) span?.end({ error });
      const [alone] = documents;
      if (!(error instanceof RefusedMessagesError) || alone === undefined) throw error;
      if (documents.length === 1) return giveUp(alone, error);
      const middle = Math.ceil(documents.length / 2);
      const first = await send(documents.slice(0, middle));
      const second = await send(documents.slice(middle));
      return { done: [...first.done, ...second.done], dropped: [...first.dropped, ...second.dropped] };
    }
  };
  return send;
};
