import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { orderClosedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';

import { consumer } from '../src/index.ts';
import { consumingSuite } from './support/consuming.ts';

let suite: Awaited<ReturnType<typeof consumingSuite>>;
beforeAll(async () => {
  suite = await consumingSuite();
});
afterAll(() => suite.leave());

test('an event whose process is killed between handling and commit is delivered again', async () => {
  const { brokers, username, password } = suite.names.stack.kafka;
  const script = path.join(__dirname, 'support', 'killed-member.ts');
  const child = spawn(process.execPath, [script, brokers.join(','), username, password, suite.names.topicPrefix]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await suite.send('ord_k1', 1);
  await eventually('the doomed process has handled it', () => output.includes('handled ord_k1'));
  child.kill('SIGKILL');
  await once(child, 'exit');

  const seen: string[] = [];
  await suite.join([consumer(orderClosedV1, async ({ subject }) => void seen.push(subject))], { group: 'order-killed' });
  await eventually('it is handled by the next owner', () => seen.length === 1, { timeoutMs: 20_000 });
  expect(seen).toEqual(['ord_k1']);
});
