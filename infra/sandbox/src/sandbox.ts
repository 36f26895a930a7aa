import { randomInt, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { courier } from './adapters/hooks/courier.ts';
import { sandboxApp } from './adapters/http/app.ts';
import { journalStore } from './adapters/store/journal.store.ts';
import type { Desk } from './app/desk.ts';
import { expireOverdue } from './app/expire-overdue.ts';
import { clockFrom } from './clock.ts';
import type { Config } from './config.ts';

export type Sandbox = { readonly url: string; stop(): Promise<void> };

const sweepEveryMs = 250;

const randomDigits = (count: number): string => Array.from({ length: count }, () => String(randomInt(10))).join('');

const listen = (server: Server, { host, port }: Config): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Starts the whole provider: its memory, its clock, its messages and its door. */
export const startSandbox = async (config: Config, log: Logger): Promise<Sandbox> => {
  const store = journalStore(config.stateFile);
  const now = clockFrom(config.clockFile);
  const hooks = courier({
    ledger: store.ledger,
    now,
    onUndelivered: ({ url, attempts }, reason) => log.warn({ url, attempts, reason }, 'a notification was not taken'),
  });
  const { serverKey, signingKey, notificationUrl, payoutNotificationUrl } = config;
  const keys = { serverKey, signingKey, notificationUrl, payoutNotificationUrl };
  const desk: Desk = { ledger: store.ledger, now, newId: randomUUID, randomDigits, wake: hooks.wake, ...keys };
  const server = createServer(sandboxApp(desk, (error) => log.error({ err: error }, 'a request failed')));
  const { address, family, port } = await listen(server, config);
  const sweep = setInterval(() => expireOverdue(desk), sweepEveryMs);
  const stop = async (): Promise<void> => {
    clearInterval(sweep);
    await hooks.stop();
    await close(server);
    store.close();
  };
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`, stop };
};
