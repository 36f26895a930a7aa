import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chargeVirtualAccount, paidQris } from './support/charges.ts';
import { eventually } from './support/eventually.ts';
import { golden } from './support/golden.ts';
import { startReceiver } from './support/receiver.ts';
import { clientOf, startTestSandbox, type Client } from './support/sandbox.ts';

const mainFile = join(__dirname, '..', 'src', 'main.ts');
const keys = golden('keys');

const stops: (() => unknown)[] = [];

// What a failed test leaves running would keep the runner from ending.
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const spawnMain = (environment: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [mainFile], {
    env: {
      PATH: process.env['PATH'],
      WADAH_PROFILE: 'test',
      PORT: '0',
      PAYMENT_SERVER_KEY: String(keys['serverKey']),
      PAYMENT_SIGNING_KEY: String(keys['signingKey']),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

type Process = { readonly call: Client; kill(signal: NodeJS.Signals): Promise<void> };

const start = async (stateFile: string): Promise<Process> => {
  const child = spawnMain({ SANDBOX_STATE_FILE: stateFile });
  stops.push(() => child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('The sandbox was started without an output.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { call: clientOf((JSON.parse(line) as { url: string }).url), kill };
};

const freshFile = (): string => join(mkdtempSync(join(tmpdir(), 'wadah-sandbox-')), 'journal.jsonl');

test('killed and started again, it knows its payments, refunds, payouts, switches and owed messages', async () => {
  const receiver = await startReceiver();
  stops.push(receiver.stop);
  receiver.answer(503);
  const stateFile = freshFile();
  const before = await start(stateFile);
  await (await chargeVirtualAccount(before.call, 'r-owed', receiver.url)).pay();
  const open = await chargeVirtualAccount(before.call, 'r-open');
  await paidQris(before.call, 'r-refund');
  const refund = { body: golden('refund.request') };
  await before.call('POST', '/v2/r-refund/refund', refund);
  const payout = { body: golden('payout.request'), headers: { 'x-idempotency-key': 'r-payout' } };
  const created = await before.call('POST', '/iris/api/v1/payouts', payout);
  await before.call('PUT', '/simulator/payments/r-open/switches', { body: { captureRupiah: 5 } });
  await eventually('a refused try', () => receiver.received.length > 0);
  await before.kill('SIGKILL');

  receiver.answer(200);
  const triesBefore = receiver.received.length;
  const after = await start(stateFile);
  await eventually('the owed message', () => receiver.received.length > triesBefore);
  const [account] = open.answer.body['va_numbers'] as [{ va_number: string }];
  expect((await after.call('POST', `/simulator/va/${account.va_number}/payment`, { body: {} })).body).toMatchObject({
    orderId: 'r-open',
    capturedRupiah: 5,
  });
  expect((await after.call('POST', '/v2/r-refund/refund', refund)).body).toMatchObject({
    refund_chargeback_id: 1,
    refund_amount: '50000.00',
  });
  expect((await after.call('POST', '/iris/api/v1/payouts', payout)).text).toBe(created.text);
  await after.kill('SIGTERM');
});

test('a last line cut short by a crash is no damage, and the journal is compacted at start', async () => {
  const first = await startTestSandbox();
  await (await chargeVirtualAccount(first.call, 'r-torn')).pay();
  await first.sandbox.stop();
  const linesBefore = readFileSync(first.stateFile, 'utf8').trimEnd().split('\n').length;
  appendFileSync(first.stateFile, '[{"kind":"payment","payment":{"ord');
  const second = await startTestSandbox({ stateFile: first.stateFile });
  expect((await second.call('GET', '/v2/r-torn/status')).body['transaction_status']).toBe('settlement');
  expect(readFileSync(first.stateFile, 'utf8').trimEnd().split('\n').length).toBeLessThan(linesBefore);
  await second.sandbox.stop();
});

test('a journal damaged in its middle stops the start instead of losing what follows', async () => {
  const stateFile = freshFile();
  appendFileSync(stateFile, 'nonsense\n[]\n');
  await expect(startTestSandbox({ stateFile })).rejects.toThrow(/damaged at .*:1/);
});

test.each([
  ['in production', { WADAH_PROFILE: 'production' }, 'WADAH_PROFILE'],
  ['with its clock moved outside of tests', { WADAH_PROFILE: 'demo', WADAH_CLOCK_FILE: '/nowhere' }, 'WADAH_CLOCK_FILE'],
  ['for the whole network', { HOST: '0.0.0.0' }, 'HOST'],
  ['without a key', { PAYMENT_SERVER_KEY: '' }, 'PAYMENT_SERVER_KEY'],
])('it refuses to start %s', async (_how, environment, named) => {
  const child = spawnMain({ SANDBOX_STATE_FILE: freshFile(), ...environment });
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  expect([code, complaint.includes(named)]).toEqual([1, true]);
});
