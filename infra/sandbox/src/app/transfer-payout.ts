import { payoutNotificationsOf } from '../domain/notification.ts';
import { done, refuse, type Outcome } from '../domain/outcome.ts';
import { samePayoutRequest, type Payout, type PayoutRequest } from '../domain/payout.ts';
import { switchesOf, type Desk } from './desk.ts';

export const transferPayout = (desk: Desk, idempotencyKey: string, request: PayoutRequest): Outcome<Payout> => {
  const earlier = desk.ledger.payoutOfKey(idempotencyKey);
  if (earlier !== undefined) {
    return samePayoutRequest(earlier.request, request) ? done(earlier) : refuse('422', 'The idempotency key was used with another request');
  }
  const plan = switchesOf(desk, idempotencyKey).transfer;
  if (plan.mode === 'refused') return refuse('400', 'Beneficiary account is not valid');
  const payout: Payout = {
    referenceNo: desk.newId().replaceAll('-', '').slice(0, 16),
    idempotencyKey,
    request,
    plan,
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

/** By the provider's number, or by the merchant's key, which is all that a merchant has whose answer was lost. */
export const payoutNamed = (desk: Desk, name: string): Payout | undefined => desk.ledger.payout(name) ?? desk.ledger.payoutOfKey(name);

export const findPayout = (desk: Desk, name: string): Outcome<Payout> => {
  const payout = payoutNamed(desk, name);
  if (payout === undefined) return refuse('404', 'Payout not found');
  const isVisible = desk.now() >= payout.createdAtMs + (payout.plan.unknownForMs ?? 0);
  return isVisible ? done(payout) : refuse('404', 'Payout not found');
};
