import type { Now } from '@wadah/kit';

import { growingWaitMs } from '../growing-wait.ts';
import type { Logger, Metrics } from '../ports.ts';
import { keyOf, type ReceivedMessage } from '../wire/decode.ts';
import type { Attempt, Dispatch } from './dispatch.ts';
import type { KeyParking, Place } from './key-parking.ts';
import type { ConsumerLimits } from './limits.ts';
import { signatureOf, type PoisonGuard } from './poison-guard.ts';

/** An event of one partition, with what is remembered of its failures. */
export type EventWork = { readonly message: ReceivedMessage; readonly offset: number; failedAt: readonly number[]; signature?: string };

export type Outcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'outage'; readonly error: unknown };

export type TryEventOptions = {
  readonly place: Place;
  readonly dispatch: Dispatch;
  readonly parking: KeyParking;
  readonly guard: PoisonGuard;
  readonly limits: ConsumerLimits;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: Now;
};

const failureWindowMs = 60_000;

/** One try of one event: waits behind a parked key, is handled, tried again, or parked itself. */
export const eventTrier = ({ place, dispatch, parking, guard, limits, logger, metrics, now }: TryEventOptions) => {
  const countFailure = (work: EventWork, error: unknown): number => {
    const at = now().getTime();
    work.signature = signatureOf(error);
    work.failedAt = [...work.failedAt.filter((earlier) => earlier > at - failureWindowMs), at];
    return work.failedAt.length;
  };

  const afterFailure = async (work: EventWork, { error, final, alone = false }: Attempt & { kind: 'failed' }): Promise<Outcome> => {
    const failures = countFailure(work, error);
    const line = { ...place, offset: work.offset, failures, err: error };
    if (!final && failures < limits.failuresMax) {
      logger.warn(line, 'An event failed and is tried again.');
      return { kind: 'again', afterMs: growingWaitMs(failures, limits.retryWait) };
    }
    if (!alone && !guard.mayPark(signatureOf(error), `${place.topic}/${keyOf(work.message)}`)) {
      metrics.counter('wadah_consumer_halts_total', { topic: place.topic });
      logger.error(line, 'Too many keys fail alike: the partition pauses until that is mended.');
      return { kind: 'outage', error };
    }
    await parking.park(work.message, error);
    metrics.counter('wadah_events_handled_total', { consumer: 'none', outcome: 'poison' });
    return { kind: 'finished' };
  };

  return async (work: EventWork): Promise<Outcome> => {
    const key = keyOf(work.message);
    if (parking.holdsBack(key, work.offset) && (await parking.wait(key, work.offset))) {
      metrics.counter('wadah_events_handled_total', { consumer: 'none', outcome: 'parked' });
      return { kind: 'finished' };
    }
    const attempt = await dispatch(work.message);
    switch (attempt.kind) {
      case 'done':
        if (work.signature !== undefined) guard.recovered(work.signature);
        return { kind: 'finished' };
      case 'outage':
        return attempt;
      case 'failed':
        return afterFailure(work, attempt);
    }
  };
};
