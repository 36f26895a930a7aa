import { ok, reject, type Result } from '@wadah/kit';
import type { DecidingStore } from './memory-store.ts';

/** How a suite of rules speaks of any aggregate: one event that counts, and how often it has happened. */
export type Counting<State, Event> = {
  readonly store: DecidingStore<State, Event>;
  /** Emits the counting event. */
  readonly count: (state: State, id: string) => readonly Event[];
  readonly counted: (state: State) => number;
};

const RACERS = 8;

/** The rules of a store that loads, decides and saves; call it inside `describe`. `make` answers processes that share their data. */
export const decidingStoreConformance = <State, Event>(make: () => readonly [Counting<State, Event>, Counting<State, Event>]): void => {
  let made = 0;
  const newName = (): string => `agg_${(made += 1)}`;

  test('an aggregate that is not there is the initial one, and a written one is read by another process', async () => {
    const [one, other] = make();
    const id = newName();
    expect(one.counted(await one.store.load(id))).toBe(0);
    const written = await one.store.update(id, (state) => ok(one.count(state, id)));
    expect(written.ok && one.counted(written.value)).toBe(1);
    expect(other.counted(await other.store.load(id))).toBe(1);
  });

  test('updates that race all count, each once, and each is decided on what the one before has left', async () => {
    const [one, other] = make();
    const id = newName();
    const seen: number[] = [];
    const step = async ({ store, count, counted }: Counting<State, Event>): Promise<void> => {
      let decidedOn = 0;
      await store.update(id, (state) => {
        decidedOn = counted(state);
        return ok(count(state, id));
      });
      seen.push(decidedOn);
    };
    await Promise.all(Array.from({ length: RACERS }, (_, index) => step(index % 2 === 0 ? one : other)));
    expect(one.counted(await one.store.load(id))).toBe(RACERS);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: RACERS }, (_, index) => index));
  });

  test('of racers of whom only the first may, one does and the others are refused', async () => {
    const [one, other] = make();
    const id = newName();
    const takeFirst = ({ store, count, counted }: Counting<State, Event>): Promise<Result<State>> =>
      store.update(id, (state) => (counted(state) === 0 ? ok(count(state, id)) : reject('conflict', 'taken', 'Another was faster.')));
    const outcomes = await Promise.all(Array.from({ length: RACERS }, (_, index) => takeFirst(index % 2 === 0 ? one : other)));
    expect(outcomes.filter(({ ok: isTaken }) => isTaken)).toHaveLength(1);
    expect(one.counted(await one.store.load(id))).toBe(1);
  });

  test('a refusal and a decision without events write nothing', async () => {
    const [one] = make();
    const id = newName();
    await one.store.update(id, (state) => ok(one.count(state, id)));
    expect(await one.store.update(id, () => reject('conflict', 'no', 'No.'))).toMatchObject({ ok: false, rejection: { code: 'no' } });
    const idle = await one.store.update(id, () => ok([]));
    expect(idle.ok && one.counted(idle.value)).toBe(1);
    expect(one.counted(await one.store.load(id))).toBe(1);
  });
};
