import { AsyncLocalStorage } from 'node:async_hooks';
import mongoose from 'mongoose';

/** A process that died: what it had written stays, what it was about to do never happens. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** How one handling goes: through, dead after its nth write, or asleep before its nth operation until it is woken. */
export type Fate =
  | { readonly kind: 'through' }
  | { readonly kind: 'crash'; readonly afterWrite: number }
  | { readonly kind: 'sleep'; readonly beforeOperation: number };

type Script = { readonly fate: Fate; operations: number; writes: number; readonly asleep: () => void; readonly awake: Promise<void> };

const scripts = new AsyncLocalStorage<Script>();

const writes = ['insertOne', 'insertMany', 'updateOne', 'updateMany', 'findOneAndUpdate', 'bulkWrite', 'deleteOne'] as const;
const reads = ['findOne'] as const;

const interfere = (original: (...args: any[]) => Promise<unknown>, isWrite: boolean) =>
  async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    const script = scripts.getStore();
    if (script === undefined) return original.apply(this, args);
    script.operations += 1;
    if (script.fate.kind === 'sleep' && script.operations === script.fate.beforeOperation) {
      script.asleep();
      await script.awake;
    }
    const answer = await original.apply(this, args);
    if (isWrite) script.writes += 1;
    if (isWrite && script.fate.kind === 'crash' && script.writes === script.fate.afterWrite) throw new Crash();
    return answer;
  };

/** Puts itself between the stores and the driver, so that every write of the real stores is a place to die or to sleep at. */
export const interposeDriver = (): (() => void) => {
  const prototype = mongoose.mongo.Collection.prototype as unknown as Record<string, (...args: any[]) => Promise<unknown>>;
  const originals = [...writes, ...reads].map((name) => [name, prototype[name]!] as const);
  for (const [name, original] of originals) prototype[name] = interfere(original, name !== 'findOne');
  return () => {
    for (const [name, original] of originals) prototype[name] = original;
  };
};

export type Sleeper = { readonly done: Promise<'done' | 'crashed'>; wake(): void };

/** Runs the work under its fate; answers a sleeper when it fell asleep on the way. */
export const underFate = async (fate: Fate, work: () => Promise<unknown>): Promise<'done' | 'crashed' | Sleeper> => {
  const fellAsleep = Promise.withResolvers<void>();
  const awake = Promise.withResolvers<void>();
  const script: Script = { fate, operations: 0, writes: 0, asleep: fellAsleep.resolve, awake: awake.promise };
  const done = scripts.run(script, work).then(
    () => 'done' as const,
    (error: unknown) => {
      if (error instanceof Crash) return 'crashed' as const;
      throw error;
    },
  );
  const first = await Promise.race([done, fellAsleep.promise]);
  return first ?? { done, wake: awake.resolve };
};
