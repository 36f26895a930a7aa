import type { Mongo } from '@wadah/mongo';
import { ORDERS } from '../../src/adapters/mongo/order.index.ts';

export const addedLater = { giftNote: 'of a later release' };

type Fields = Record<string, unknown>;

const addTo = (fields: unknown): void => {
  if (typeof fields === 'object' && fields !== null) Object.assign(fields, addedLater);
};

/** The optional fields of a later release, in the document and in each event that waits in it. */
const addFields = (write: Fields): void => {
  const items = (write['outbox'] ?? []) as readonly { readonly data?: unknown }[];
  for (const { data } of items) addTo(data);
  addTo(write['state']);
};

const widen = (method: PropertyKey, args: readonly Fields[]): void => {
  if (method === 'insertOne' && args[0] !== undefined) addFields(args[0]);
  if (method !== 'updateOne' || args[1] === undefined) return;
  const { $set = {}, $push = {} } = args[1] as {
    readonly $set?: Fields;
    readonly $push?: { readonly outbox?: { readonly $each: unknown } };
  };
  addFields({ ...$set, outbox: $push.outbox?.$each });
};

/** MongoDB as a replica of a later release writes to it: orders and their events with optional fields more. */
export const asLaterRelease = (mongo: Mongo): Mongo => ({
  ...mongo,
  collection: (name) => {
    const real = mongo.collection<never>(name) as never;
    if (name !== ORDERS) return real;
    return new Proxy<Fields>(real, {
      get: (target, method) => {
        const value = target[method as string];
        if (typeof value !== 'function') return value;
        return (...args: Fields[]) => {
          widen(method, args);
          return (value as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    }) as never;
  },
});
