import mongoose from 'mongoose';
import type { Mongo } from '../../src/index.ts';

type Moment = 'before' | 'after' | 'instead';

const networkError = () => new mongoose.mongo.MongoNetworkError('connection 7 closed');

/**
 * The same database, except that the first call of each named method loses its answer: `after` it worked, `before` it arrived. With
 * `instead`, every call is answered with the given outcome and nothing is sent.
 */
export const loseAnswers = (mongo: Mongo, methods: readonly string[], moment: Moment, outcome?: unknown): Mongo => {
  const left = new Set(methods);
  const losing =
    (method: string, call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (moment === 'instead') return outcome;
      if (!left.delete(method)) return call(...args);
      if (moment === 'after') await call(...args);
      throw networkError();
    };
  return {
    ...mongo,
    collection: (name) =>
      new Proxy(mongo.collection(name), {
        get: (target, property) => {
          const value: unknown = Reflect.get(target, property, target);
          if (typeof value !== 'function') return value;
          const call = value.bind(target);
          return methods.includes(String(property)) ? losing(String(property), call) : call;
        },
      }) as never,
  };
};
