import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from './bulk/admin.ts';

const WORKED_OFF_MS_MAX = 180_000;

const waitingIn = async (admin: Admin): Promise<number> => {
  const outboxes = (await admin.all()).map((rows) => rows.countDocuments({ 'outbox.0': { $exists: true } }));
  const mails = admin.rows('notification', 'messages').countDocuments({ dueAt: { $exists: true } });
  return (await Promise.all([...outboxes, mails])).reduce((sum, count) => sum + count, 0);
};

/** Waits until no event and no mail waits to be sent, for three minutes at most; answers how many still do. */
export const workedOff = async (admin: Admin): Promise<number> => {
  const until = performance.now() + WORKED_OFF_MS_MAX;
  for (;;) {
    const waiting = await waitingIn(admin);
    if (waiting === 0 || performance.now() > until) return waiting;
    await pause(1_000);
  }
};
