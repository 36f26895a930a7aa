/**
 * Reads by key that go to the database together: one is under way at a time, and who comes meanwhile is answered by the next one, which
 * begins after they asked. Under load that is most of them; alone it costs nothing.
 */
export const batched = <T>(
  fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): ((key: string) => Promise<T | undefined>) => {
  let gathering: { readonly keys: Set<string>; readonly answer: Promise<ReadonlyMap<string, T>> } | undefined;
  let underway: Promise<unknown> = Promise.resolve();
  const gather = () => {
    const keys = new Set<string>();
    const turn = Promise.all([underway, new Promise<void>((resolve) => setImmediate(resolve))]);
    const answer = turn.then(() => {
      gathering = undefined;
      return fetch([...keys]);
    });
    underway = answer.catch(() => undefined);
    return { keys, answer };
  };
  return async (key) => {
    gathering ??= gather();
    gathering.keys.add(key);
    return (await gathering.answer).get(key);
  };
};
