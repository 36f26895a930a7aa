import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { readOrder, type Placed } from './buyers.ts';
import type { Market } from './market.ts';
import { becomeQuiet, countDeadLetters } from './quiet.ts';
import type { World } from './world.ts';

const ORDERS_MS_MAX = 120_000;
const QUIET_MS_MAX = 60_000;
const VERIFY_MS_MAX = 120_000;

/** What is wrong, each as the invariant's sentence (or the wait that was in vain) and what breaks it. */
export type Finding = { readonly rule: string; readonly faults: readonly string[] };

export type Settled = { readonly findings: readonly Finding[]; readonly outcomes: Readonly<Record<string, number>> };

export type Settling = { readonly orders: readonly Placed[]; readonly deadLettersBefore?: number; readonly tell?: (what: string) => void };

const restingStates: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'expired', 'closed']);

const isAtRest = ({ status, refunds }: any): boolean =>
  restingStates.has(status) && refunds.every((refund: { status: string }) => refund.status === 'completed');

const finding = (rule: string, faults: readonly string[]): readonly Finding[] => (faults.length === 0 ? [] : [{ rule, faults }]);

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
    const outcome = String(order.outcome ?? order.status);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (!isAtRest(order)) faults.push(`${placed.orderId} is ${order.status}, its refunds ${JSON.stringify(order.refunds)}`);
  }
  return { outcomes, findings: finding('each order comes to its end', faults) };
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
export const settle = async (
  world: World,
  market: Market,
  { orders, deadLettersBefore = 0, tell = () => undefined }: Settling,
): Promise<Settled> => {
  const { outcomes, findings } = await awaitOrders(market, orders);
  tell('all orders have ended');
  const busy = await becomeQuiet(world.stack, QUIET_MS_MAX);
  tell('all is quiet');
  const letters = (await countDeadLetters(world.stack)) - deadLettersBefore;
  return {
    outcomes,
    findings: [
      ...findings,
      ...finding('outboxes empty and consumers catch up', busy),
      ...finding('no outage makes a dead letter', letters > 0 ? [`${letters} dead letters`] : []),
      ...(await verify(world)),
    ],
  };
};
