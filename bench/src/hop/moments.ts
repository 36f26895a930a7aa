/** Milliseconds of the machine's own clock, which all its processes share. */
export const momentMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** When something happened, by the id of the event. */
export type Moments = Readonly<Record<string, number>>;

/** From one moment to the other for every event that has both. */
export const betweenMs = (from: Moments, until: Moments): readonly number[] =>
  Object.entries(from).flatMap(([id, at]) => (until[id] === undefined ? [] : [until[id] - at]));

export type WriteTask = { readonly run: string; readonly perSecond: number; readonly seconds: number };

/** `begun` where it differs: a write that takes its time before it counts. */
export type WriteAnswer = { readonly done: Moments; readonly begun: Moments };

/** Answers once `count` events of the run have come, or after the time. */
export type ReadTask = { readonly run: string; readonly count: number; readonly msMax: number };
