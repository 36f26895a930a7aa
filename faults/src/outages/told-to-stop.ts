import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningServices, type ServiceName } from '@wadah/local';
import { becomeQuiet } from '../quiet.ts';
import { buyerOf, finish, orderBy, statusOf } from './shopping.ts';
import { holds, untilItHolds, type Outage, type Stage } from './stage.ts';

const STOP_MS_MAX = 10_000;
const QUIET_MS_MAX = 60_000;

const term = ({ world: { stack } }: Stage, name: ServiceName): void => {
  const found = runningServices(stack).find((service) => service.name === name);
  if (found === undefined) throw new Error(`${name} does not run.`);
  process.kill(found.process.pid, 'SIGTERM');
};

const logOf = ({ world: { stack } }: Stage, name: ServiceName): string => readFileSync(join(stack.logs, `${name}.log`), 'utf8');

/** Whoever ends by force or by an error says so in the log; nobody but its parent sees the exit code. */
const endsWell = async (stage: Stage, name: ServiceName): Promise<void> => {
  const before = logOf(stage, name).length;
  term(stage, name);
  const isGone = async (): Promise<boolean> => !(await stage.world.isUp(name));
  const tookMs = await untilItHolds(stage, `${name} is gone`, isGone, 15_000);
  const said = logOf(stage, name).slice(before);
  holds(stage, `${name} ends within 10 s`, tookMs < STOP_MS_MAX, tookMs);
  holds(
    stage,
    `${name} ends in order`,
    said.includes('"Stopping"') && !/Did not stop in time|Stopping failed/.test(said),
    said.slice(-400),
  );
  stage.figures.downMs = Math.max(stage.figures.downMs, tookMs);
};

const readStream = async (stage: Stage, orderId: string, token: string): Promise<() => string> => {
  const response = await fetch(`${stage.world.stack.gatewayUrl}/v1/orders/${orderId}/events`, {
    headers: { authorization: `Bearer ${token}` },
  });
  let text = '';
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  void read().catch(() => (text += ' (cut)'));
  return () => text;
};

/** A stream is open and an order is being placed while the process is told to end. */
const underWay = async (stage: Stage, name: ServiceName, buyer: number): Promise<void> => {
  const token = await buyerOf(stage.market, buyer).token();
  const open = await orderBy(stage, buyer);
  const streamed = await readStream(stage, open.orderId, token);
  await untilItHolds(stage, 'the stream tells', async () => streamed().includes('data:'), 10_000);
  const placing = orderBy(stage, buyer + 1);
  await endsWell(stage, name);
  await untilItHolds(stage, `the stream hears that ${name} ends`, async () => streamed().includes('shutting_down'), 2_000);
  const startedAt = performance.now();
  await stage.world.start(name);
  const placed = await placing;
  await untilItHolds(stage, 'the order goes on', async () => (await statusOf(stage, placed)) === 'awaiting_payment');
  stage.figures.recoveredMs = Math.max(stage.figures.recoveredMs, performance.now() - startedAt);
  await finish(stage, open, buyer);
  await finish(stage, placed, buyer + 1);
};

/** The worst that can be: what it would have to say goodbye to does not answer. */
const withSilent = async (stage: Stage, part: 'mongo' | 'kafka', name: ServiceName): Promise<void> => {
  const order = await orderBy(stage, 0);
  await stage.world.pause(part);
  try {
    await endsWell(stage, name);
  } finally {
    await stage.world.resume(part);
  }
  await stage.world.start(name);
  await finish(stage, order, 0);
};

export const toldToStop: Outage = {
  name: 'SIGTERM',
  rule: 'what is in flight is finished, the process ends by itself within 10 s, and nothing is lost',
  run: async (stage) => {
    await underWay(stage, 'order', 0);
    if (!stage.short) {
      await underWay(stage, 'gateway', 2);
      for (const name of ['identity', 'seller', 'catalogue', 'payment', 'notification'] as const) {
        const order = await orderBy(stage, 0);
        await endsWell(stage, name);
        await stage.world.start(name);
        await finish(stage, order, 0);
      }
      for (const part of ['kafka', 'mongo'] as const)
        for (const name of ['order', 'payment', 'catalogue'] as const) await withSilent(stage, part, name);
      await withSilent(stage, 'kafka', 'gateway');
    }
    const busy = await becomeQuiet(stage.world.stack, QUIET_MS_MAX);
    holds(stage, 'outboxes are empty and offsets committed', busy.length === 0, busy);
  },
};
