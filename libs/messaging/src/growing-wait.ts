export type WaitLimits = { readonly firstMs: number; readonly mostMs: number };

/** The wait before try number `tries` + 1: doubled each time, bounded, and spread over its upper half so that replicas do not march in step. */
export const growingWaitMs = (tries: number, { firstMs, mostMs }: WaitLimits): number => {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(Math.max(tries - 1, 0), 30));
  return Math.round(full * (0.5 + Math.random() / 2));
};
