import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clock, tokens, type TestClock, type TestTokens } from '@wadah/testing';
import {
  attendance,
  authenticator,
  createApp,
  cursorCodec,
  memoryIdempotencyStore,
  remoteJwks,
  type AppOptions,
  type Attendance,
  type RevocationList,
  type Route,
  type Standing,
} from '../../src/index.ts';
import { recorder } from './recorder.ts';

export type TestApp = {
  readonly url: string;
  readonly tokens: TestTokens;
  readonly clock: TestClock;
  readonly recorded: ReturnType<typeof recorder>;
  readonly attendance: Attendance;
  /** What the revocation list says from now on. */
  revoke(standing: Standing): void;
  stop(): Promise<void>;
};

export const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

export const closed = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

/** The app on a real port, with tokens of a test identity. */
export const startApp = async (routes: readonly Route[], change: Partial<AppOptions> & { audience?: string } = {}): Promise<TestApp> => {
  const issued = await tokens();
  const time = clock();
  const recorded = recorder();
  const places = attendance();
  let standing: Standing = 'good';
  const revocations: RevocationList = { standing: () => Promise.resolve(standing) };
  const jwks = remoteJwks({ fetch: async () => (await fetch(issued.jwksUrl)).json(), now: time.now });
  const { audience = 'wadah', ...options } = change;
  const app = createApp({
    service: 'test',
    routes,
    auth: authenticator({ jwks, issuer: 'wadah', audience, revocations, now: time.now }),
    idempotency: memoryIdempotencyStore({ now: time.now }),
    cursors: cursorCodec({ key: 'a key for tests' }),
    attendance: places,
    trustProxyHops: 0,
    now: time.now,
    ...recorded,
    ...options,
  });
  const server = createServer(app);
  const url = await listen(server);
  return {
    url,
    tokens: issued,
    clock: time,
    recorded,
    attendance: places,
    revoke: (next) => {
      standing = next;
    },
    stop: async () => {
      await closed(server);
      await issued.stop();
    },
  };
};

export type Answered = { readonly status: number; readonly headers: Headers; readonly body: unknown };

export const call = async (
  app: Pick<TestApp, 'url'>,
  path: string,
  init: RequestInit & { readonly json?: unknown } = {},
): Promise<Answered> => {
  const { json, headers, ...rest } = init;
  const typed: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${app.url}${path}`, {
    ...rest,
    headers: { ...typed, ...Object.fromEntries(new Headers(headers)) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
};

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
