/**
 * Writes that come within a moment of each other go out as one, and each caller waits for it. Where it fails, each caller's part is written by
 * itself, so that nobody fails for another's sake.
 */
export const gathered = <T>(
  write: (items: readonly T[]) => Promise<void>,
  { withinMs }: { readonly withinMs: number },
): ((items: readonly T[]) => Promise<void>) => {
  let gathering: { readonly parts: (readonly T[])[]; readonly written: Promise<boolean> } | undefined;

  const begin = () => {
    const parts: (readonly T[])[] = [];
    const turn = new Promise<void>((resolve) => setTimeout(resolve, withinMs));
    const written = turn.then(async () => {
      gathering = undefined;
      if (parts.length === 1) return false;
      return write(parts.flat()).then(
        () => true,
        () => false,
      );
    });
    return { parts, written };
  };

  return async (items) => {
    gathering ??= begin();
    gathering.parts.push(items);
    if (!(await gathering.written)) await write(items);
  };
};
