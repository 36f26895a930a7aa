import mongoose from 'mongoose';
import type { Mongo } from '../../src/index.ts';

type Moment = 'before' | 'after' | 'instead';

type Call = (...args: unknown[]) => Promise<unknown>;

const networkError = () => new mongoose.mongo.MongoNetworkError('connection 7 closed');

/** The same database, with something around each call of the named methods. */
const around = (mongo: Mongo, methods: readonly string[], wrap: (method: string, call: Call) => Call): Mongo => ({
  ...mongo,
  collection: (name) =>
    new Proxy(mongo.collection(name), {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        const call = value.bind(target);
        return methods.includes(String(property)) ? wrap(String(property), call) : call;
      },
    }) as never,
});

/**
 * The same database, except that the first call of each named method loses its answer: `after` it worked, `before` it arrived. With
 * `instead`, every call is answered with the given outcome and nothing is sent.
 */
export const loseAnswers = (mongo: Mongo, methods: readonly string[], moment: Moment, outcome?: unknown): Mongo => {
  const left = new Set(methods);
  return around(mongo, methods, (method, call) => async (...args) => {
    if (moment === 'instead') return outcome;
    if (!left.delete(method)) return call(...args);
    if (moment === 'after') await call(...args);
    throw networkError();
  });
};

/** The same database, except that something happens there just before the first call of the method. */
export const meanwhile = (mongo: Mongo, method: string, happens: () => Promise<unknown>): Mongo => {
  let over = false;
  return around(mongo, [method], (_method, call) => async (...args) => {
    if (!over) await happens();
    over = true;
    return call(...args);
  });
};
