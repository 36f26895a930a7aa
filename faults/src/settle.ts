import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Kafka } from 'kafkajs';
import { MongoClient } from 'mongodb';
import type { StackHandle } from '@wadah/local';
import { readOrder, type Placed } from './buyers.ts';
import type { Market } from './market.ts';
import type { World } from './world.ts';

const ORDERS_MS_MAX = 120_000;
const QUIET_MS_MAX = 60_000;
const VERIFY_MS_MAX = 120_000;
const GROUPS: readonly string[] = ['identity', 'seller', 'catalogue', 'order', 'payment', 'notification', 'gateway'];

/** What is wrong, each as the invariant's sentence (or the wait that was in vain) and what breaks it. */
export type Finding = { readonly rule: string; readonly faults: readonly string[] };

export type Settled = { readonly findings: readonly Finding[]; readonly outcomes: Readonly<Record<string, number>> };

type Watch = { readonly kafka: Kafka; readonly mongo: MongoClient };

const openWatch = async (stack: StackHandle): Promise<Watch> => {
  const { brokers, username, password } = stack.kafkaAdmin;
  const kafka = new kafkajs.Kafka({
    clientId: 'faults',
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: kafkajs.logLevel.NOTHING,
  });
  return { kafka, mongo: await MongoClient.connect(stack.mongoVerifyUrl) };
};

const restingStates: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'expired', 'closed']);

const isAtRest = ({ status, refunds }: any): boolean =>
  restingStates.has(status) && refunds.every((refund: { status: string }) => refund.status === 'completed');

/** Orders that have not come to an end in time, and how the others have ended. */
const awaitOrders = async (market: Market, orders: readonly Placed[]): Promise<Settled> => {
  const until = performance.now() + ORDERS_MS_MAX;
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  for (const placed of orders) {
    let order = await readOrder(market, placed);
    while (!isAtRest(order) && performance.now() < until) {
      await pause(100);
      order = await readOrder(market, placed);
    }
    const outcome = order.outcome === undefined ? order.status : order.outcome;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (!isAtRest(order)) faults.push(`${placed.orderId} is ${order.status}, its refunds ${JSON.stringify(order.refunds)}`);
  }
  return { outcomes, findings: faults.length === 0 ? [] : [{ rule: 'each order comes to its end', faults }] };
};

const waitingOutboxes = async ({ mongo }: Watch): Promise<readonly string[]> => {
  const found: string[] = [];
  const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases.filter((database) => database.name.startsWith('wadah_'))) {
    for (const { name: collection } of await mongo.db(name).listCollections({}, { nameOnly: true }).toArray()) {
      const waiting = await mongo
        .db(name)
        .collection(collection)
        .countDocuments({ 'outbox.0': { $exists: true } });
      if (waiting > 0) found.push(`${name}.${collection}: ${waiting} outboxes are not empty`);
    }
  }
  return found;
};

const lagging = async ({ kafka }: Watch): Promise<readonly string[]> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const found: string[] = [];
    const ends = new Map<string, Map<number, number>>();
    const known = new Set((await admin.listGroups()).groups.map(({ groupId }) => groupId));
    for (const groupId of GROUPS.filter((group) => known.has(group))) {
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
        const end =
          ends.get(topic) ?? new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
        ends.set(topic, end);
        const lag = partitions.reduce(
          (sum, { partition, offset }) => sum + Math.max(0, (end.get(partition) ?? 0) - Math.max(0, Number(offset))),
          0,
        );
        if (lag > 0) found.push(`${groupId} is ${lag} events behind on ${topic}`);
      }
    }
    return found;
  } finally {
    await admin.disconnect();
  }
};

/** No outage, however long, makes a dead letter, so none at all may be there. */
const deadLetters = async ({ kafka }: Watch): Promise<readonly string[]> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.endsWith('.dead-letters'));
    const found: string[] = [];
    for (const topic of topics) {
      const count = (await admin.fetchTopicOffsets(topic)).reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
      if (count > 0) found.push(`${topic}: ${count}`);
    }
    return found;
  } finally {
    await admin.disconnect();
  }
};

const awaitQuiet = async (watch: Watch): Promise<readonly Finding[]> => {
  const until = performance.now() + QUIET_MS_MAX;
  for (;;) {
    const [outboxes, lags] = await Promise.all([waitingOutboxes(watch), lagging(watch)]);
    if (outboxes.length + lags.length === 0) return [];
    if (performance.now() > until) return [{ rule: 'outboxes empty and consumers catch up', faults: [...outboxes, ...lags] }];
    await pause(200);
  }
};

/** The findings of `pnpm wadah verify`, as its report names them. */
export const findingsOf = (report: string): readonly Finding[] => {
  const findings: { rule: string; faults: string[] }[] = [];
  for (const line of report.split('\n')) {
    const broken = /^BROKEN {2}(.+): \d+$/.exec(line);
    if (broken !== null) findings.push({ rule: broken[1] ?? '', faults: [] });
    else if (line.startsWith('          ')) findings.at(-1)?.faults.push(line.trim());
  }
  return findings;
};

/** Runs `pnpm wadah verify` as a process of its own, since nothing of the code under test may have a say in it. */
export const verify = ({ stack }: World): Promise<readonly Finding[]> =>
  new Promise((resolve, reject) => {
    const args = ['infra/cli/src/main.ts', 'verify', '--stack', stack.name];
    const child = spawn(process.execPath, args, { cwd: stack.root, stdio: ['ignore', 'pipe', 'pipe'], timeout: VERIFY_MS_MAX });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const report = Buffer.concat(chunks).toString('utf8');
      const findings = findingsOf(report);
      if (code === 0 || findings.length > 0) resolve(findings);
      else resolve([{ rule: 'verify runs to its end', faults: [report.trim().split('\n').slice(-8).join(' | ')] }]);
    });
  });

/** Waits, within bounds, until every order has its end, outboxes are empty and consumers have caught up; then asks `verify`. */
export const settle = async (world: World, market: Market, orders: readonly Placed[]): Promise<Settled> => {
  const { outcomes, findings } = await awaitOrders(market, orders);
  const watch = await openWatch(world.stack);
  try {
    const busy = await awaitQuiet(watch);
    const dead = await deadLetters(watch);
    const letters = dead.length === 0 ? [] : [{ rule: 'no outage makes a dead letter', faults: dead }];
    return { outcomes, findings: [...findings, ...busy, ...letters, ...(await verify(world))] };
  } finally {
    await watch.mongo.close();
  }
};
