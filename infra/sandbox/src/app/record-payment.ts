import { notificationsOf } from '../domain/notification.ts';
import type { Payment } from '../domain/payment.ts';
import { switchesOf, type Desk } from './desk.ts';

/** Writes a changed payment and the messages about it as one step, so a crash can't leave a change untold. */
export const recordPayment = (desk: Desk, payment: Payment, tellAtMs: number): void => {
  const { hooks } = switchesOf(desk, payment.orderId);
  const planning = { hooks, signingKey: desk.signingKey, defaultUrl: desk.notificationUrl, atMs: desk.now(), newId: desk.newId };
  const notifications = notificationsOf(payment, planning, tellAtMs);
  desk.ledger.commit([
    { kind: 'payment', payment },
    ...notifications.map((notification) => ({ kind: 'notification', notification }) as const),
  ]);
  desk.wake();
};
