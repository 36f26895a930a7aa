import { payoutNotificationsOf } from '../domain/notification.ts';
import { done, refuse, type Outcome } from '../domain/outcome.ts';
import { samePayoutRequest, type Payout, type PayoutRequest } from '../domain/payout.ts';
import { switchesOf, type Desk } from './desk.ts';

export const transferPayout = (desk: Desk, idempotencyKey: string, request: PayoutRequest): Outcome<Payout> => {
  const earlier = desk.ledger.payoutOfKey(idempotencyKey);
  if (earlier !== undefined) {
    return samePayoutRequest(earlier.request, request) ? done(earlier) : refuse('422', 'The idempotency key was used with another request');
  }
  const payout: Payout = {
    referenceNo: desk.newId().replaceAll('-', '').slice(0, 16),
    idempotencyKey,
    request,
    plan: switchesOf(desk, idempotencyKey).transfer,
    createdAtMs: desk.now(),
  };
  const url = desk.payoutNotificationUrl;
  const notifications = url === null ? [] : payoutNotificationsOf(payout, { url, merchantKey: desk.signingKey, newId: desk.newId });
  desk.ledger.commit([
    { kind: 'payout', payout },
    ...notifications.map((notification) => ({ kind: 'notification', notification }) as const),
  ]);
  desk.wake();
  return done(payout);
};

export const findPayout = (desk: Desk, referenceNo: string): Outcome<Payout> => {
  const payout = desk.ledger.payout(referenceNo);
  return payout === undefined ? refuse('404', 'Payout not found') : done(payout);
};
