import type { Change, Ledger } from '../../app/ledger.ts';
import type { Notification } from '../../domain/notification.ts';
import type { Payment } from '../../domain/payment.ts';
import type { Payout } from '../../domain/payout.ts';
import type { SwitchSettings } from '../../domain/switches.ts';

export type Memory = Omit<Ledger, 'commit'> & {
  readonly apply: (change: Change) => void;
  /** The fewest changes that lead to the present state. */
  readonly changes: () => Iterable<Change>;
};

const numberOf = (payment: Payment): string => (payment.method.type === 'qris' ? payment.method.qrString : payment.method.vaNumber);

const newest = <T>(map: ReadonlyMap<string, T>, limit: number): readonly T[] => [...map.values()].slice(-limit).reverse();

/** Maps keep the order of insertion, so the order of creation needs no field of its own. */
export const memory = (): Memory => {
  const payments = new Map<string, Payment>();
  const orderIdOfNumber = new Map<string, string>();
  const pending = new Map<string, Payment>();
  const payouts = new Map<string, Payout>();
  const referenceOfKey = new Map<string, string>();
  const notifications = new Map<string, Notification>();
  const settings = new Map<string, SwitchSettings>();

  const keepPayment = (payment: Payment): void => {
    payments.set(payment.orderId, payment);
    orderIdOfNumber.set(numberOf(payment), payment.orderId);
    if (payment.status === 'pending') pending.set(payment.orderId, payment);
    else pending.delete(payment.orderId);
  };

  const apply = (change: Change): void => {
    switch (change.kind) {
      case 'payment':
        return keepPayment(change.payment);
      case 'payout':
        payouts.set(change.payout.referenceNo, change.payout);
        referenceOfKey.set(change.payout.idempotencyKey, change.payout.referenceNo);
        return;
      case 'notification':
        notifications.set(change.notification.notificationId, change.notification);
        return;
      case 'notification-closed':
        notifications.delete(change.notificationId);
        return;
      case 'switches':
        settings.set(change.key, change.settings);
        return;
    }
  };

  function* changes(): Generator<Change> {
    for (const payment of payments.values()) yield { kind: 'payment', payment };
    for (const payout of payouts.values()) yield { kind: 'payout', payout };
    for (const notification of notifications.values()) yield { kind: 'notification', notification };
    for (const [key, value] of settings) yield { kind: 'switches', key, settings: value };
  }

  return {
    apply,
    changes,
    payment: (orderId) => payments.get(orderId),
    paymentOfNumber: (number) => payments.get(orderIdOfNumber.get(number) ?? ''),
    paymentsNewestFirst: (limit) => newest(payments, limit),
    pendingPayments: () => pending.values(),
    payout: (referenceNo) => payouts.get(referenceNo),
    payoutOfKey: (key) => payouts.get(referenceOfKey.get(key) ?? ''),
    payoutsNewestFirst: (limit) => newest(payouts, limit),
    openNotifications: () => notifications.values(),
    settings: (key) => settings.get(key) ?? {},
  };
};
