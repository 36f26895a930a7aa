import type { Change, Ledger } from '../../app/ledger.ts';
import { retryOf, type Notification } from '../../domain/notification.ts';

export type Courier = { readonly wake: () => void; readonly stop: () => Promise<void> };

export type CourierDeps = {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly onUndelivered: (notification: Notification, reason: string) => void;
};

const inFlightMax = 32;
const timeoutMs = 10_000;
const lookEveryMs = 100;

const deliver = async (notification: Notification, stopping: AbortSignal): Promise<string | null> => {
  try {
    const response = await fetch(notification.url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...notification.headers },
      body: notification.body,
      signal: AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Carries due messages to the merchant until each is answered 2xx; what it still owes is in the ledger, so a restart goes on where it was. */
export const courier = ({ ledger, now, onUndelivered }: CourierDeps): Courier => {
  const inFlight = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let lookPlanned = false;

  const carry = async (notification: Notification): Promise<void> => {
    const fault = await deliver(notification, stopping.signal);
    if (stopping.signal.aborted) return; // Perhaps delivered: told again after the restart.
    const retry = fault === null ? null : retryOf(notification, now());
    if (fault !== null) onUndelivered(notification, fault);
    const change: Change =
      retry === null
        ? { kind: 'notification-closed', notificationId: notification.notificationId }
        : { kind: 'notification', notification: retry };
    ledger.commit([change]);
  };

  const send = (notification: Notification): void => {
    const { notificationId } = notification;
    const sending = carry(notification).finally(() => {
      inFlight.delete(notificationId);
      wake();
    });
    inFlight.set(notificationId, sending);
  };

  const look = (): void => {
    lookPlanned = false;
    if (stopping.signal.aborted) return;
    const atMs = now();
    for (const notification of ledger.openNotifications()) {
      if (inFlight.size >= inFlightMax) return;
      if (notification.dueAtMs <= atMs && !inFlight.has(notification.notificationId)) send(notification);
    }
  };

  const wake = (): void => {
    if (lookPlanned) return;
    lookPlanned = true;
    setImmediate(look);
  };

  const timer = setInterval(wake, lookEveryMs);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    stopping.abort();
    await Promise.allSettled(inFlight.values());
  };
  return { wake, stop };
};
