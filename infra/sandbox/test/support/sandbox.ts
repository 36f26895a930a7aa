import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Config } from '../../src/config.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox.ts';
import { golden } from './golden.ts';

export type Answer = { readonly status: number; readonly type: string; readonly text: string; readonly body: Record<string, unknown> };

export type Call = { readonly body?: unknown; readonly headers?: Record<string, string>; readonly signal?: AbortSignal };

export type Client = (method: 'GET' | 'POST' | 'PUT', path: string, call?: Call) => Promise<Answer>;

const keys = golden('keys') as { serverKey: string; signingKey: string; authorization: string };

const parsed = (text: string, type: string): Record<string, unknown> =>
  type.includes('json') ? (JSON.parse(text) as Record<string, unknown>) : {};

/** A merchant's client with the right key. A body that is a string is sent as it is. */
export const clientOf =
  (url: string): Client =>
  async (method, path, { body, headers, signal } = {}) => {
    const sent = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { authorization: keys.authorization, 'content-type': 'application/json', ...headers },
      body: sent,
      ...(signal === undefined ? {} : { signal }),
    });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    return { status: response.status, type, text, body: parsed(text, type) };
  };

export type TestSandbox = {
  readonly sandbox: Sandbox;
  readonly call: Client;
  readonly stateFile: string;
  moveClock(offsetMs: number): void;
};

/** The whole provider in this process, on a port of its own, with a clock that the test moves. */
export const startTestSandbox = async (settings: Partial<Config> = {}): Promise<TestSandbox> => {
  const folder = mkdtempSync(join(tmpdir(), 'wadah-sandbox-'));
  const clockFile = join(folder, 'clock');
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    stateFile: join(folder, 'state', 'journal.jsonl'),
    serverKey: keys.serverKey,
    signingKey: keys.signingKey,
    notificationUrl: null,
    payoutNotificationUrl: null,
    clockFile,
    ...settings,
  };
  const sandbox = await startSandbox(config, pino({ level: 'silent' }));
  return {
    sandbox,
    call: clientOf(sandbox.url),
    stateFile: config.stateFile,
    moveClock: (offsetMs) => writeFileSync(clockFile, String(offsetMs)),
  };
};
