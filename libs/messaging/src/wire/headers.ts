import type { OutboxEvent } from '../ports.ts';

const sequenceDigits = 16;

/** What goes to Kafka: CloudEvents 1.0 in binary mode, attributes in headers and data as JSON. */
export type WireMessage = {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type Wiring = { readonly topicPrefix: string; readonly source: string };

export const encodeEvent = (event: OutboxEvent, { topicPrefix, source }: Wiring): WireMessage => ({
  topic: `${topicPrefix}${event.topic}`,
  key: event.subject,
  value: JSON.stringify(event.data),
  headers: {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: source,
    ce_subject: event.subject,
    ce_time: event.time.toISOString(),
    ce_sequence: String(event.sequence).padStart(sequenceDigits, '0'),
    correlationid: event.correlationId,
    ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
  },
});
