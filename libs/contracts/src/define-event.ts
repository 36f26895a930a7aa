import type { z } from 'zod';

/** An event as the aggregate store takes it: id, sequence, correlation and trace are added by the write. */
export type OutgoingEvent = {
  readonly type: string;
  readonly topic: string;
  /** The id of the document that writes it: key of the message, `ce_subject`, and owner of the sequence. */
  readonly subject: string;
  readonly time: Date;
  readonly data: unknown;
};

export type EventDefinition<Schema extends z.ZodType = z.ZodType> = {
  /** Wire type, `<noun>.<past-tense>.v<version>`. */
  readonly type: string;
  readonly topic: string;
  /** Strips unknown fields: a reader ignores what was added later. */
  readonly data: Schema;
  readonly example: z.input<Schema>;
  from(event: { readonly subject: string; readonly time: Date; readonly data: z.input<Schema> }): OutgoingEvent;
};

export const defineEvent = <Schema extends z.ZodType>(definition: Omit<EventDefinition<Schema>, 'from'>): EventDefinition<Schema> => ({
  ...definition,
  from: (event) => ({ type: definition.type, topic: definition.topic, ...event }),
});
