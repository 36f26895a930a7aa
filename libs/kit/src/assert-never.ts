/** Closes a switch over a union: a case that was forgotten does not compile, and one that slipped in at run time throws. */
export const assertNever = (value: never): never => {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
};
