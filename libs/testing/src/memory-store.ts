import { memoryRows, ok, type Result } from '@wadah/kit';

/** As much of an aggregate store as use-cases and consumers ask for. */
export type DecidingStore<State, Event> = {
  load(id: string): Promise<State>;
  update(id: string, decide: (state: State) => Result<readonly Event[]>): Promise<Result<State>>;
};

export type MemoryStore<State, Event> = DecidingStore<State, Event> & {
  /** What stands there now. */
  current(id: string): State;
  all(): readonly State[];
};

/** The fake of an aggregate store, held to the same suite as the live one. It yields between load and save, so that a race can happen. */
export const memoryStore = <State extends object, Event>(options: {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  /** What is there already, by id. */
  readonly standing?: Readonly<Record<string, State>>;
}): MemoryStore<State, Event> => {
  const rows = memoryRows<State>(options.standing);
  const current = (id: string): State => rows.get(id) ?? options.initial;
  return {
    load: async (id) => current(id),
    update: async (id, decide) => {
      let outcome: Result<State> = ok(options.initial);
      await rows.change(id, (stored) => {
        const before = stored ?? options.initial;
        const decision = decide(before);
        outcome = decision.ok ? ok(decision.value.reduce(options.evolve, before)) : decision;
        return decision.ok && decision.value.length > 0 && outcome.ok ? outcome.value : stored;
      });
      return outcome;
    },
    current,
    all: () => rows.all(),
  };
};
