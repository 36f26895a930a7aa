import { isSettled, readChargeId } from '../domain/payment.ts';
import type { AskProvider } from './ask-provider.ts';
import type { Payments } from './ports.ts';
import type { KnownPayment } from './read-payment.ts';
import type { AskSoon } from './receive-hook.ts';

export type HookAsker = { readonly askSoon: AskSoon; stop(): Promise<void> };

type Options = {
  readonly payments: Payments;
  readonly ask: AskProvider;
  /** Goes on under the purchase that the payment belongs to: a hook comes from outside and knows nothing of it. */
  readonly underCause: <T>(payment: KnownPayment, work: () => Promise<T>) => Promise<T>;
  readonly waitingMax: number;
  readonly concurrency: number;
  readonly onError: (error: unknown, chargeId: string) => void;
};

const quietMs = 1_000;

/** Asks for hooks: at once, but a charge asked within the last second only once more, when that second is over. */
export const hookAsker = ({ payments, ask, underCause, waitingMax, concurrency, onError }: Options): HookAsker => {
  const askedAt = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** The payment as the hook loaded it, where that is not a second ago. */
  const waiting = new Map<string, KnownPayment | undefined>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  const run = async (chargeId: string, loaded: KnownPayment | undefined): Promise<void> => {
    const { paymentId, attempt } = readChargeId(chargeId);
    const payment = loaded ?? (await payments.load(paymentId));
    // What an earlier hook's question has settled needs no second one.
    if (payment.status !== 'absent' && payment.status !== 'barred' && !isSettled(payment)) {
      await underCause(payment, () => ask(payment, attempt));
    }
  };

  const forgetOld = (at: number): void => {
    for (const [chargeId, then] of askedAt) {
      if (at - then < quietMs) return;
      askedAt.delete(chargeId);
    }
  };

  const drain = (): void => {
    for (const [chargeId, loaded] of waiting) {
      if (stopped || running.size >= concurrency) return;
      waiting.delete(chargeId);
      const at = performance.now();
      forgetOld(at);
      askedAt.set(chargeId, at);
      const work: Promise<void> = run(chargeId, loaded)
        .catch((error: unknown) => onError(error, chargeId))
        .finally(() => {
          running.delete(work);
          drain();
        });
      running.add(work);
    }
  };

  const enqueue = (chargeId: string, loaded?: KnownPayment): void => {
    timers.delete(chargeId);
    waiting.set(chargeId, loaded);
    drain();
  };

  return {
    askSoon: (chargeId, payment) => {
      if (waiting.has(chargeId) || timers.has(chargeId)) return true;
      if (stopped || waiting.size + timers.size >= waitingMax) return false;
      const sinceMs = performance.now() - (askedAt.get(chargeId) ?? -Infinity);
      if (sinceMs >= quietMs) enqueue(chargeId, payment);
      else timers.set(chargeId, setTimeout(() => enqueue(chargeId), quietMs - sinceMs).unref());
      return true;
    },
    stop: async () => {
      stopped = true;
      timers.forEach((timer) => clearTimeout(timer));
      await Promise.allSettled(running);
    },
  };
};
