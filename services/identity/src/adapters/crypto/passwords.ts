import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { ok, rejectWith, type Result } from '@wadah/kit';
import type { Metrics } from '@wadah/messaging';
import type { Passwords } from '../../app/ports.ts';

/** argon2id with 19 MiB and two passes, as OWASP's password storage cheat sheet advises; the library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const QUEUE_MS_MAX = 5_000;
/** Before the first measurement; learned from then on. */
const FIRST_GUESS_MS = 60;

export type PasswordOptions = { readonly metrics: Metrics; readonly concurrency?: number; readonly queueMsMax?: number };

const busy = (): Result<never> =>
  rejectWith({
    kind: 'unavailable',
    code: 'busy',
    detail: 'Too many people sign in at the moment; try again shortly.',
    extra: { retryAfterSeconds: 5 },
  });

/** At most one at a time per core; who would wait for more than five seconds is turned away at once. */
export const passwords = ({ metrics, concurrency = availableParallelism(), queueMsMax = QUEUE_MS_MAX }: PasswordOptions): Passwords => {
  const waiting: (() => void)[] = [];
  let running = 0;
  let averageMs = FIRST_GUESS_MS;

  const enter = (): Promise<void> | void => {
    if (running < concurrency) {
      running += 1;
      return;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const inTurn = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    metrics.gauge('password_queue', waiting.length);
    if ((waiting.length * averageMs) / concurrency >= queueMsMax) return busy();
    await enter();
    metrics.counter('wadah_password_runs_total');
    const beganAt = performance.now();
    try {
      return ok(await work());
    } finally {
      averageMs = averageMs * 0.9 + (performance.now() - beganAt) * 0.1;
      leave();
    }
  };
  // Of a password nobody has: an unknown address is compared with it. Made before its first need, whose longer time would tell.
  const nobody = hash(crypto.randomUUID(), COST);
  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    verify: (password, stored) =>
      inTurn(async () => {
        const right = await verify(stored ?? (await nobody), password);
        return stored !== undefined && right;
      }),
  };
};
