import { inSpan, runWithAmbient, type Rejection, type Result } from '@wadah/kit';

import { isOutage, OutboxFullError } from '../outage.ts';
import type { Delivered, Logger, Metrics } from '../ports.ts';
import { decodeEvent, typeOf, UnreadableEventError, type ReceivedMessage } from '../wire/decode.ts';
import type { Consumer } from './consumer.ts';

/** What one try to handle a message came to. */
export type Attempt =
  | { readonly kind: 'done' }
  | { readonly kind: 'outage'; readonly error: unknown }
  /** `final` will not get better by trying again; `alone` concerns this key only, however many keys it meets. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly final: boolean; readonly alone?: boolean };

export type Dispatch = (message: ReceivedMessage) => Promise<Attempt>;

export type DispatchOptions = {
  readonly consumers: readonly Consumer[];
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Whether the relay of this process gets anything out; a full outbox is an outage only while it does not. */
  readonly relayStalled: () => boolean;
};

/** A handler answered that the aggregate does not exist although the event proves that it does, or refused what only an outage can explain. */
export class RefusedByHandlerError extends Error {
  override readonly name = 'RefusedByHandlerError';
  constructor(consumer: string, rejection: Rejection) {
    super(`${consumer}: ${rejection.code}`);
  }
}

const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, '');

const attributesOf = ({ id, type, subject }: Delivered<unknown>) => ({
  'messaging.system': 'kafka',
  'messaging.message.id': id,
  'cloudevents.event_type': type,
  'cloudevents.event_subject': subject,
});

/** Finds and runs the handlers of a message. An event nobody here asked for is done; another version of one that is handled is poison. */
export const dispatcher = ({ consumers, metrics, logger, relayStalled }: DispatchOptions): Dispatch => {
  const known = consumers.flatMap((consumer) => consumer.definitions.map((definition) => ({ consumer, definition })));
  const byType = Map.groupBy(known, ({ definition }) => definition.type);
  const nouns = new Set([...byType.keys()].map(withoutVersion));

  const judge = (consumer: Consumer, rejection: Rejection, event: Delivered<unknown>): Attempt => {
    const error = new RefusedByHandlerError(consumer.name, rejection);
    if (rejection.kind === 'unavailable') return { kind: 'outage', error };
    if (rejection.kind === 'not_found') return { kind: 'failed', error, final: false };
    metrics.counter('wadah_events_handled_total', { consumer: consumer.name, outcome: 'refused' });
    const { id: eventId, subject, correlationId } = event;
    logger.warn({ consumer: consumer.name, eventId, subject, correlationId, code: rejection.code }, 'An event was refused.');
    return { kind: 'done' };
  };

  const run = async (consumer: Consumer, event: Delivered<unknown>): Promise<Attempt> => {
    const startedAt = performance.now();
    const ambient = { correlationId: event.correlationId, ...(event.traceparent !== undefined && { traceparent: event.traceparent }) };
    const span = { name: `${consumer.name} process`, kind: 'consumer', attributes: attributesOf(event) } as const;
    const handled = (): Promise<void | Result<unknown>> => inSpan(span, () => consumer.handle(event));
    const result = await runWithAmbient(ambient, handled);
    metrics.histogram('wadah_event_handling_seconds', (performance.now() - startedAt) / 1000, { consumer: consumer.name });
    if (result !== undefined && !result.ok) return judge(consumer, result.rejection, event);
    metrics.counter('wadah_events_handled_total', { consumer: consumer.name, outcome: 'handled' });
    return { kind: 'done' };
  };

  const handle = async (message: ReceivedMessage): Promise<Attempt> => {
    const type = typeOf(message);
    if (type === undefined) throw new UnreadableEventError('The message has no ce_type.');
    const handlers = byType.get(type);
    if (handlers === undefined) {
      if (nouns.has(withoutVersion(type))) throw new UnreadableEventError(`Unknown version: ${type}`);
      return { kind: 'done' };
    }
    for (const { consumer, definition } of handlers) {
      const attempt = await run(consumer, decodeEvent(message, definition.data));
      if (attempt.kind !== 'done') return attempt;
    }
    return { kind: 'done' };
  };

  return async (message) => {
    try {
      return await handle(message);
    } catch (error) {
      if (error instanceof OutboxFullError && !relayStalled()) return { kind: 'failed', error, final: true, alone: true };
      if (isOutage(error)) return { kind: 'outage', error };
      return { kind: 'failed', error, final: error instanceof UnreadableEventError };
    }
  };
};
