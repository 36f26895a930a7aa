import { z } from 'zod';

import type { Delivered } from '../ports.ts';

type HeaderValue = Buffer | string | (Buffer | string)[] | undefined;

/** A message as the client hands it over: headers come back as buffers. */
export type ReceivedMessage = {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, HeaderValue>> | undefined;
};

/** The message is not what its writer promised; it will never be readable, so it is poison at once. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

const envelope = z.object({
  ce_id: z.string().min(1),
  ce_type: z.string().min(1),
  ce_source: z.string().min(1),
  ce_subject: z.string().min(1),
  ce_time: z.iso.datetime({ offset: true }),
  ce_sequence: z.string().regex(/^\d{1,16}$/),
  correlationid: z.string().default(''),
  traceparent: z.string().optional(),
});

const headerText = (value: HeaderValue): string | undefined => {
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : first.toString();
};

const faults = (error: z.ZodError): string => error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ');

export const headersOf = (message: ReceivedMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers ?? {}).flatMap(([name, value]) => {
      const text = headerText(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );

export const keyOf = (message: ReceivedMessage): string => message.key?.toString() ?? '';

export const typeOf = (message: ReceivedMessage): string | undefined => headerText(message.headers?.['ce_type']);

const parseJson = (message: ReceivedMessage): unknown => {
  try {
    return JSON.parse(message.value?.toString() ?? '');
  } catch (cause) {
    throw new UnreadableEventError('The value is not JSON.', { cause });
  }
};

/** @throws UnreadableEventError when an attribute is missing or the data does not fit the schema. */
export const decodeEvent = <Schema extends z.ZodType>(message: ReceivedMessage, schema: Schema): Delivered<z.output<Schema>> => {
  const attributes = envelope.safeParse(headersOf(message));
  if (!attributes.success) throw new UnreadableEventError(`Envelope: ${faults(attributes.error)}`);
  const data = schema.safeParse(parseJson(message));
  if (!data.success) throw new UnreadableEventError(`Data of ${attributes.data.ce_type}: ${faults(data.error)}`);
  const { ce_id, ce_type, ce_source, ce_subject, ce_time, ce_sequence, correlationid, traceparent } = attributes.data;
  return {
    id: ce_id,
    type: ce_type,
    source: ce_source,
    subject: ce_subject,
    time: new Date(ce_time),
    sequence: Number(ce_sequence),
    correlationId: correlationid,
    ...(traceparent !== undefined && { traceparent }),
    data: data.data,
  };
};
