import { secondsAfter } from '@wadah/kit';

/** How long the writer of an intent has for the effect before another replica takes it up. */
export const leaseSeconds = 15;

/** A call to the provider is over, one way or the other, after this. */
export const tryDeadlineSeconds = 10;

/** A charge that the provider doesn't know this long after its try's deadline will not appear any more. */
const neverArrivedSeconds = 60;

const askFirstSeconds = 5;
const askMaxSeconds = 3_600;

/** After a payment ended: after 1, 5 and 30 minutes, 6, 24 and 72 hours. */
const recheckSeconds: readonly number[] = [60, 300, 1_800, 21_600, 86_400, 259_200];

/** A transfer that was paid out is asked for after these: what banks send back comes within two weeks. */
const returnCheckSeconds: readonly number[] = [...recheckSeconds, 604_800, 1_209_600];

/** From one reminder to the next: they come 1, 3 and 7 days after the account was first needed. */
const reminderGapDays: readonly number[] = [1, 2, 4];
const daySeconds = 86_400;
const monthDays = 30;

/** The provider's answer is asked for at 5 seconds, growing to an hour. */
export const nextAskAt = (at: Date, asks: number): Date => secondsAfter(at, Math.min(askFirstSeconds * 2 ** asks, askMaxSeconds));

/** The same growth from the moment on that an answer has been owed since, whatever was asked before: each wait is as long as all before it. */
export const owedAskAt = (at: Date, owedSince: Date): Date => {
  const owedSeconds = (at.getTime() - owedSince.getTime()) / 1_000;
  return secondsAfter(at, Math.min(Math.max(owedSeconds, askFirstSeconds), askMaxSeconds));
};

export const leaseEnd = (at: Date): Date => secondsAfter(at, leaseSeconds);

/** A try that follows `tries` others ends its lease first, and then waits as every answer of the provider does. */
export const chargeAgainAt = (at: Date, tries: number): Date => {
  const [lease, next] = [leaseEnd(at), nextAskAt(at, tries)];
  return next > lease ? next : lease;
};

const nthAt = (from: Date, seconds: number | undefined): Date | undefined =>
  seconds === undefined ? undefined : secondsAfter(from, seconds);

export const recheckAt = (endedAt: Date, rechecks: number): Date | undefined => nthAt(endedAt, recheckSeconds[rechecks]);

export const returnCheckAt = (completedAt: Date, checks: number): Date | undefined => nthAt(completedAt, returnCheckSeconds[checks]);

/** The buyer is reminded of the missing account after 1, 3 and 7 days, then monthly. */
export const reminderAt = (at: Date, reminders: number): Date => secondsAfter(at, (reminderGapDays[reminders] ?? monthDays) * daySeconds);

export const chargeNeverArrivedAt = (lastTryAt: Date): Date => secondsAfter(lastTryAt, tryDeadlineSeconds + neverArrivedSeconds);
