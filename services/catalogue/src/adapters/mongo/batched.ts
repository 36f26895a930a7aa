/** Reads that come in the same turn of the event loop go to the database together; under load that is most of them. */
export const batched = <T>(
  fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): ((key: string) => Promise<T | undefined>) => {
  let gathering: { readonly keys: Set<string>; readonly answer: Promise<ReadonlyMap<string, T>> } | undefined;
  const gather = () => {
    const keys = new Set<string>();
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      gathering = undefined;
      return fetch([...keys]);
    });
    return { keys, answer };
  };
  return async (key) => {
    gathering ??= gather();
    gathering.keys.add(key);
    return (await gathering.answer).get(key);
  };
};
