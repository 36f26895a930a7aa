import { setTimeout as delay } from 'node:timers/promises';
import type { Health } from './health.ts';
import type { Listener } from './listener.ts';

/** Requests are taken a while longer, so that none meets a closed port: who sends them first hears that this replica leaves. */
export const takeLeave = async (asked: Health, listeners: readonly Listener[], leaveMs: number): Promise<void> => {
  asked.leave();
  listeners.forEach((listener) => listener.leave());
  if (leaveMs > 0) await delay(leaveMs);
};
