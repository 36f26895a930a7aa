const everyMs = 15;

/** Tries until the probe holds; says what it waited for when it does not within the time. */
export const eventually = async (description: string, probe: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> => {
  const endMs = Date.now() + withinMs;
  while (!(await probe())) {
    if (Date.now() > endMs) throw new Error(`Never happened within ${withinMs} ms: ${description}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};
