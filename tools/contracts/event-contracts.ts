import { z } from 'zod';
import type { EventDefinition } from '../../libs/contracts/src/index.ts';
import { schemaFaults, type JsonSchema } from './schema-faults.ts';

export type EventContract = { readonly topic: string; readonly schema: JsonSchema };

/** Event contracts by wire type. */
export type EventContracts = Readonly<Record<string, EventContract>>;

/** As input: what is written, and what a reader must accept. */
const schemaOf = ({ data }: EventDefinition): JsonSchema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(data, { io: 'input' });
  return schema;
};

export const eventContracts = (definitions: readonly EventDefinition[]): EventContracts =>
  Object.fromEntries(
    definitions
      .toSorted((left, right) => (left.type < right.type ? -1 : 1))
      .map((definition) => [definition.type, { topic: definition.topic, schema: schemaOf(definition) }]),
  );

/** What a service of the last release would miss in this one's events, or this one's in those that lie in the topics. */
export const eventFaults = (released: EventContracts, present: EventContracts): readonly string[] =>
  Object.entries(released).flatMap(([type, { topic, schema }]) => {
    const now = present[type];
    if (now === undefined) return [`${type}: is gone`];
    const moved = now.topic === topic ? [] : [`${type}: was on topic ${topic} and is on ${now.topic}`];
    return [...moved, ...schemaFaults({ at: type, use: 'event', before: schema, after: now.schema })];
  });
