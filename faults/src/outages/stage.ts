import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { clockFileOf } from '@wadah/local';
import type { Placed } from '../buyers.ts';
import type { Answer, Call } from '../client.ts';
import type { Market } from '../market.ts';
import type { World } from '../world.ts';

/** What one outage came to, as its row of the table. */
export type Figures = {
  downMs: number;
  recoveredMs: number;
  readonly answers: Record<string, number>;
  readonly faults: string[];
};

export type Stage = {
  readonly world: World;
  readonly market: Market;
  readonly short: boolean;
  readonly figures: Figures;
  /** Orders that must have come to their end when all is over. */
  readonly placed: Placed[];
  /** So many minutes of an outage; seconds in the short form. */
  minutes(count: number): number;
};

export type Outage = {
  readonly name: string;
  readonly rule: string;
  /** Left out of the short form, because it waits for deadlines of its own; other tests see parts of it. */
  readonly onlyFull?: boolean;
  run(stage: Stage): Promise<void>;
};

/** One minute of the full form in the short one. */
const SHORT_MINUTE_MS = 400;
const FULL_MINUTE_MS = 60_000;

export const minutesOf =
  (short: boolean) =>
  (count: number): number =>
    count * (short ? SHORT_MINUTE_MS : FULL_MINUTE_MS);

/** Notes what is not as it must be; the outage goes on, so that one run tells all. */
export const holds = ({ figures }: Stage, rule: string, truth: boolean, seen?: unknown): void => {
  if (!truth) figures.faults.push(seen === undefined ? rule : `${rule}; seen: ${JSON.stringify(seen)}`);
};

/** One request as a client makes it, without patience, counted by what came. */
export const ask = async ({ market, figures }: Stage, operation: string, call?: Call): Promise<Answer> => {
  const nothing = { status: 0, headers: new Headers(), body: {} };
  const answer = await market.api.call(operation, call).catch(() => nothing);
  const name = answer.status === 0 ? 'none' : String(answer.status);
  figures.answers[name] = (figures.answers[name] ?? 0) + 1;
  return answer;
};

/** Whether the answer is the clear one of an outage: 503 that says when to come again. */
export const isClear503 = ({ status, headers }: Answer, code?: string, body?: { readonly code?: string }): boolean =>
  status === 503 && headers.get('retry-after') !== null && (code === undefined || body?.code === code);

const ASKED_AT_MOST = 40;

/** Asks over and over for as long as the outage lasts, evenly and not more often than an outbox holds. */
export const meanwhile = async (downMs: number, askOnce: (turn: number) => Promise<void>): Promise<void> => {
  const until = performance.now() + downMs;
  for (let turn = 0; turn === 0 || performance.now() < until; turn += 1) {
    await askOnce(turn);
    await pause(Math.max(0, Math.min(Math.max(downMs / ASKED_AT_MOST, 100), until - performance.now())));
  }
};

/** How long it takes until the probe says yes. */
export const untilItHolds = async (stage: Stage, what: string, probe: () => Promise<boolean>, mostMs = 60_000): Promise<number> => {
  const startedAt = performance.now();
  for (;;) {
    if (await probe().catch(() => false)) return performance.now() - startedAt;
    if (performance.now() - startedAt > mostMs) {
      holds(stage, `${what} within ${mostMs / 1000} s`, false);
      return mostMs;
    }
    await pause(50);
  }
};

export const readinessOf = async ({ world: { stack } }: Stage, service: keyof typeof stack.ports): Promise<any> => {
  const response = await fetch(`http://127.0.0.1:${stack.ports[service]}/health/ready`, { signal: AbortSignal.timeout(3_000) });
  return response.json();
};

/** The largest value of a metric of a service, over all its labels. */
export const metricOf = async ({ world: { stack } }: Stage, service: 'order' | 'catalogue', name: string): Promise<number> => {
  const url = `http://127.0.0.1:${stack.ports[`${service}Internal`]}/metrics`;
  const text = await (await fetch(url, { signal: AbortSignal.timeout(3_000) })).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return Math.max(0, ...lines.map((line) => Number(line.split(' ').at(-1))));
};

/** Moves the one clock of all services, forth or back. */
export const clockTo = ({ world: { stack } }: Stage, offsetMs: number): void => {
  const file = clockFileOf(stack);
  writeFileSync(`${file}.next`, String(offsetMs));
  renameSync(`${file}.next`, file);
};
