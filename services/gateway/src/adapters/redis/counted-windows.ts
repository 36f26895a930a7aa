import type { Logger } from '@wadah/http';
import type { Now } from '@wadah/kit';

/** Where the counts of all gateways meet. */
export type SharedCount = {
  /** Adds to a key's count; answers the whole of it and how long its window still lasts. */
  add(key: string, count: number): Promise<{ readonly total: number; readonly msLeft: number }>;
};

export type Counted = { readonly allowed: boolean; readonly remaining: number; readonly secondsLeft: number };

export type CountedWindows = { consume(key: string): Counted; settle(): Promise<void>; stop(): void };

export type CountedOptions = {
  readonly max: number;
  readonly windowSeconds: number;
  readonly shared: SharedCount;
  readonly settleMs: number;
  readonly now: Now;
  readonly logger: Logger;
};

type Window = { total: number; unsettled: number; endsAtMs: number };

/**
 * Counts in this process and settles with the others ten times a second, so a limit costs a request no round trip. While Redis is down each
 * gateway counts alone: a limit that can't be shared is still a limit.
 */
export const countedWindows = ({ max, windowSeconds, shared, settleMs, now, logger }: CountedOptions): CountedWindows => {
  const windows = new Map<string, Window>();
  let settling: Promise<void> | undefined;

  const current = (key: string): Window => {
    const nowMs = now().getTime();
    const known = windows.get(key);
    if (known !== undefined && known.endsAtMs > nowMs) return known;
    const fresh = { total: 0, unsettled: 0, endsAtMs: nowMs + windowSeconds * 1000 };
    windows.set(key, fresh);
    return fresh;
  };

  const settleOne = async (key: string, window: Window): Promise<void> => {
    const count = window.unsettled;
    window.unsettled = 0;
    const { total, msLeft } = await shared.add(key, count);
    window.total = total + window.unsettled;
    window.endsAtMs = now().getTime() + msLeft;
  };

  const settleAll = async (): Promise<void> => {
    const nowMs = now().getTime();
    for (const [key, { endsAtMs }] of windows) if (endsAtMs <= nowMs) windows.delete(key);
    const open = [...windows].filter(([, { unsettled }]) => unsettled > 0);
    const results = await Promise.allSettled(open.map(([key, window]) => settleOne(key, window)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) logger.warn({ err: failed.reason as unknown }, 'Limits are counted by this process alone');
  };

  const settle = (): Promise<void> => {
    settling ??= settleAll().finally(() => {
      settling = undefined;
    });
    return settling;
  };

  const timer = setInterval(() => void settle(), settleMs);
  timer.unref();
  return {
    settle,
    stop: () => clearInterval(timer),
    consume: (key) => {
      const window = current(key);
      window.total += 1;
      window.unsettled += 1;
      const secondsLeft = Math.max(1, Math.ceil((window.endsAtMs - now().getTime()) / 1000));
      return { allowed: window.total <= max, remaining: Math.max(0, max - window.total), secondsLeft };
    },
  };
};
