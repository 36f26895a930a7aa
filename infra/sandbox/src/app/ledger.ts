import type { Notification } from '../domain/notification.ts';
import type { Payment } from '../domain/payment.ts';
import type { Payout } from '../domain/payout.ts';
import type { SwitchSettings } from '../domain/switches.ts';

/** One step of the provider's memory: the new whole of a thing, or the end of a message. */
export type Change =
  | { readonly kind: 'payment'; readonly payment: Payment }
  | { readonly kind: 'payout'; readonly payout: Payout }
  | { readonly kind: 'notification'; readonly notification: Notification }
  | { readonly kind: 'notification-closed'; readonly notificationId: string }
  | { readonly kind: 'switches'; readonly key: string; readonly settings: SwitchSettings };

/** The key under which the switches of every payment are kept; no order id may contain it. */
export const everyPayment = '*';

export type Ledger = {
  payment(orderId: string): Payment | undefined;
  paymentOfNumber(vaNumberOrQrString: string): Payment | undefined;
  paymentsNewestFirst(limit: number): readonly Payment[];
  pendingPayments(): Iterable<Payment>;
  payout(referenceNo: string): Payout | undefined;
  payoutOfKey(idempotencyKey: string): Payout | undefined;
  payoutsNewestFirst(limit: number): readonly Payout[];
  openNotifications(): Iterable<Notification>;
  settings(key: string): SwitchSettings;
  /** All of them or none survive; when it returns they survive the death of the process. */
  commit(changes: readonly Change[]): void;
};
