import type { EventDefinition } from '@wadah/contracts';
import type { Result } from '@wadah/kit';
import type { z } from 'zod';

import type { Delivered, Handler } from '../ports.ts';

/** What a service does about one or more events. */
export type Consumer = {
  readonly name: string;
  readonly definitions: readonly EventDefinition[];
  handle(event: Delivered<unknown>): Promise<void | Result<unknown>>;
};

type DataOf<Definition> = Definition extends EventDefinition<infer Schema> ? z.output<Schema> : never;

/**
 * Binds a handler to one event or to several. Two consumers of one service may take the same event; they run in the order they are listed,
 * and both run again when one of them fails, so each must be idempotent.
 */
export const consumer = <Definition extends EventDefinition>(
  definitions: Definition | readonly Definition[],
  handler: Handler<DataOf<Definition>>,
  options: { readonly name?: string } = {},
): Consumer => {
  const list: readonly EventDefinition[] = Array.isArray(definitions) ? definitions : [definitions as Definition];
  return {
    name: options.name ?? list.map(({ type }) => type).join('+'),
    definitions: list,
    // The dispatcher has parsed the data by the schema of one of these definitions before it calls.
    handle: (event) => handler(event as Delivered<DataOf<Definition>>),
  };
};
