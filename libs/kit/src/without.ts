/**
 * A copy without these fields. For a state that follows another: what is not named stays, so also what only a later release has put there,
 * whose replica may run beside this one.
 */
export const without = <Whole extends object, Name extends string>(whole: Whole, names: readonly Name[]): Omit<Whole, Name> => {
  const left: readonly string[] = names;
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !left.includes(name))) as Omit<Whole, Name>;
};
