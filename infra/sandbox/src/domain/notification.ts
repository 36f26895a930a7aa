import { grossRupiah, type Payment } from './payment.ts';
import { payoutCourse, type Payout } from './payout.ts';
import { payoutBody } from './payout-body.ts';
import { irisSignature } from './signature.ts';
import type { HookSwitch } from './switches.ts';
import { transactionBody } from './transaction-body.ts';

/** One message on its way to the merchant, its body frozen when it was written. */
export type Notification = {
  readonly notificationId: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly firstDueAtMs: number;
  readonly dueAtMs: number;
  readonly attempts: number;
};

export type Planning = {
  readonly hooks: HookSwitch;
  readonly signingKey: string;
  readonly defaultUrl: string | null;
  readonly atMs: number;
  readonly newId: () => string;
};

type Draft = { readonly payment: Payment; readonly signingKey: string; readonly dueAtMs: number };

const staleDelayMs = 300;

const pendingAgain = (payment: Payment): Payment => ({ ...payment, status: 'pending', capture: null, refunds: [] });

// The lie is the dangerous one: money that is not there, or its absence when it is.
const lieAbout = (payment: Payment, atMs: number): Payment =>
  payment.capture === null
    ? { ...payment, status: 'settlement', capture: { rupiah: grossRupiah(payment), atMs } }
    : { ...payment, status: 'expire', capture: null, refunds: [] };

const draftsOf = (payment: Payment, { hooks, signingKey, atMs }: Planning, truthDueAtMs: number): readonly Draft[] => {
  const truth = { payment, signingKey, dueAtMs: truthDueAtMs };
  switch (hooks.mode) {
    case 'never':
      return [];
    case 'normal':
      return [truth];
    case 'twice':
      return [truth, truth];
    case 'late':
      return [{ ...truth, dueAtMs: truthDueAtMs + hooks.delayMs }];
    case 'out_of_order':
      return [truth, { ...truth, payment: pendingAgain(payment), dueAtMs: truthDueAtMs + (hooks.delayMs || staleDelayMs) }];
    case 'wrong_signature':
      return [{ ...truth, signingKey: `not-${signingKey}` }];
    case 'false_state':
      return [{ ...truth, payment: lieAbout(payment, atMs) }];
  }
};

/** The notifications of one change of a payment, spoilt as the switches say. `dueAtMs` is when the truth is to be told. */
export const notificationsOf = (payment: Payment, planning: Planning, dueAtMs: number): readonly Notification[] => {
  const urls = payment.notificationUrls.length > 0 ? payment.notificationUrls : planning.defaultUrl === null ? [] : [planning.defaultUrl];
  return draftsOf(payment, planning, dueAtMs).flatMap((draft) => {
    const body = JSON.stringify(
      transactionBody(draft.payment, { kind: 'notification', signingKey: draft.signingKey, atMs: draft.dueAtMs }),
    );
    return urls.map((url) => ({
      notificationId: planning.newId(),
      url,
      body,
      headers: {},
      firstDueAtMs: draft.dueAtMs,
      dueAtMs: draft.dueAtMs,
      attempts: 0,
    }));
  });
};

export type PayoutPlanning = { readonly url: string; readonly merchantKey: string; readonly newId: () => string };

/** Iris tells each state after `queued`, when it is reached. */
export const payoutNotificationsOf = (payout: Payout, { url, merchantKey, newId }: PayoutPlanning): readonly Notification[] =>
  payoutCourse(payout)
    .slice(1)
    .map(({ sinceMs }) => {
      const body = JSON.stringify(payoutBody(payout, sinceMs));
      return {
        notificationId: newId(),
        url,
        body,
        headers: { 'iris-signature': irisSignature(body, merchantKey) },
        firstDueAtMs: sinceMs,
        dueAtMs: sinceMs,
        attempts: 0,
      };
    });

const firstRetryMs = 500;
const longestRetryMs = 5 * 60_000;
const patienceMs = 24 * 60 * 60_000;

/** The next try of a message that found no 2xx: delays double up to five minutes; null after a day, when the provider gives up. */
export const retryOf = (notification: Notification, atMs: number): Notification | null => {
  if (atMs - notification.firstDueAtMs > patienceMs) return null;
  const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(notification.attempts, 20));
  return { ...notification, attempts: notification.attempts + 1, dueAtMs: atMs + delayMs };
};
