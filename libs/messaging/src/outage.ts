/** A needed thing does not answer: the caller waits and tries again, for ever. Adapters map their own failures to it or register a test. */
export class OutageError extends Error {
  override readonly name: string = 'OutageError';
}

/** A document's outbox takes no more: an outage while the relay publishes nothing at all, else the trouble of that document alone. */
export class OutboxFullError extends OutageError {
  override readonly name: string = 'OutboxFullError';
}

/**
 * A broker or database error is recognised by the library that knows it. Each lib registers one test at load, so nothing here needs to know
 * drivers, and services need not wrap every call.
 */
const tests = new Set<(error: unknown) => boolean>();

export const recogniseOutages = (test: (error: unknown) => boolean): void => {
  tests.add(test);
};

/** Whether the error, or what caused it, is an outage. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof OutageError || [...tests].some((test) => test(error))) return true;
  return error instanceof Error && error.cause !== undefined && isOutage(error.cause);
};
