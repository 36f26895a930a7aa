import type { Ambient } from '@wadah/kit';
import type { Loaded } from './aggregate-document.ts';

const isObject = (state: unknown): state is object => typeof state === 'object' && state !== null;

/** Under which correlation the states that a store has answered were written. */
export const causeBook = <S>() => {
  const causes = new WeakMap<object, Ambient>();
  return {
    noted: (loaded: Loaded<S>): Loaded<S> => {
      if (loaded.cause !== undefined && isObject(loaded.state)) causes.set(loaded.state, loaded.cause);
      return loaded;
    },
    of: (state: S): Ambient | undefined => (isObject(state) ? causes.get(state) : undefined),
  };
};
