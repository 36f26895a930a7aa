import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const serverKey = 'component-server-key';
export const signingKey = 'component-signing-key';

export type Sandbox = {
  readonly url: string;
  payQris(qrString: string, amountRupiah?: number): Promise<number>;
  payVa(vaNumber: string): Promise<number>;
  /** Switches of one payment, also before it exists. */
  switches(chargeId: string, switches: object): Promise<void>;
  /** As the provider itself has it; undefined when it was never charged. */
  payment(chargeId: string): Promise<Record<string, unknown> | undefined>;
  notify(chargeId: string): Promise<void>;
  /** All transfers that were made, newest first. */
  payouts(): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
};

const listening = async (lines: NodeJS.ReadableStream): Promise<string> => {
  for await (const line of createInterface({ input: lines })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) return url;
  }
  throw new Error('The payment sandbox did not start.');
};

const json = { 'content-type': 'application/json' };

/** The real sandbox, as the process it is, on a free port and the suite's clock. */
export const startSandbox = async (clockFile: string): Promise<Sandbox> => {
  const env = {
    PATH: process.env['PATH'],
    WADAH_PROFILE: 'test',
    PORT: '0',
    SANDBOX_STATE_FILE: join(mkdtempSync(join(tmpdir(), 'wadah-payment-')), 'sandbox.jsonl'),
    PAYMENT_SERVER_KEY: serverKey,
    PAYMENT_SIGNING_KEY: signingKey,
    WADAH_CLOCK_FILE: clockFile,
  };
  const main = join(__dirname, '../../../../infra/sandbox/src/main.ts');
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await listening(child.stdout);
  child.stdout.resume();
  const send = (method: string, path: string, body: unknown) => fetch(url + path, { method, headers: json, body: JSON.stringify(body) });
  return {
    url,
    payQris: async (qrString, amountRupiah) => (await send('POST', '/simulator/qris/payment', { qrString, amountRupiah })).status,
    payVa: async (vaNumber) => (await send('POST', `/simulator/va/${vaNumber}/payment`, {})).status,
    switches: async (chargeId, switches) => {
      const answer = await send('PUT', `/simulator/payments/${chargeId}/switches`, switches);
      if (!answer.ok) throw new Error(`Switches: ${answer.status} ${await answer.text()}`);
    },
    payment: async (chargeId) => {
      const answer = await fetch(`${url}/simulator/payments/${chargeId}`);
      return answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined;
    },
    notify: async (chargeId) => {
      await send('POST', `/simulator/payments/${chargeId}/notification`, {});
    },
    payouts: async () => {
      const answer = await fetch(`${url}/simulator/payouts`);
      return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};
