import { checkout } from '../checkout.ts';
import { mongoRequests } from '../counter.ts';
import type { Environment } from '../environment.ts';
import { closedLoop, type LoopResult } from '../loop.ts';
import { percentilesOf } from '../percentiles.ts';
import { cpuBetween, readCpu, type CpuReading } from '../processes.ts';
import type { Budget, Row } from '../row.ts';
import type { Stage } from '../stage.ts';

const CART_BUYERS = 16;
const WARM_UP_SECONDS = 3;
/** A checkout runs through the code of seven processes, which takes hundreds of turns to be compiled well. */
const CHECKOUT_WARM_UP_SECONDS = 15;

const rowOf = (what: string, loop: LoopResult): Row => {
  for (const failure of loop.failures.slice(0, 3)) console.error(`${what}: ${failure}`);
  const { durationsMs, failures, seconds } = loop;
  return { what, value: durationsMs.length / seconds, unit: '/s', failures: failures.length, ...percentilesOf(durationsMs) };
};

/** Each buyer changes a line of a cart of its own. */
export const addToCart = async ({ api, wares, buyers }: Stage, seconds: number): Promise<readonly Row[]> => {
  const carts = await Promise.all(
    (await buyers(CART_BUYERS)).map(async (token) => {
      const { body } = await api.call<{ cartId: string }>('POST /v1/carts', { token });
      return { token, path: `/v1/carts/${body.cartId}/lines/${wares[0].variantId}` };
    }),
  );
  const turn = async ({ token, path }: (typeof carts)[number], count: number): Promise<void> =>
    void (await api.call(`PUT ${path}`, { token, body: { quantity: 1 + (count % 5) } }));
  await closedLoop(carts, WARM_UP_SECONDS, turn);
  return [rowOf(`add to cart, ${CART_BUYERS} buyers`, await closedLoop(carts, seconds, turn))];
};

export type Crowd = { readonly buyers: 1 | 16 | 64; readonly seconds: number };

type Goal = { readonly speed: readonly Budget[]; readonly cpuMs?: number };

const goals: Readonly<Record<Crowd['buyers'], Goal>> = {
  1: { speed: [] },
  16: {
    speed: [{ bound: 'at least', value: 45, of: 'value' }, { bound: 'at most', value: 500, of: 'p95Ms' }], // prettier-ignore
    cpuMs: 42,
  },
  64: { speed: [{ bound: 'at least', value: 60, of: 'value' }], cpuMs: 30 },
};

const cpuRows = (used: CpuReading, done: number, { cpuMs, crowdText }: Goal & { readonly crowdText: string }): readonly Row[] => {
  const each = [...used].map(([name, seconds]) => ({ name, ms: (seconds * 1000) / done })).toSorted((a, b) => b.ms - a.ms);
  return [
    {
      what: `CPU of one checkout, ${crowdText}`,
      value: each.reduce((sum, { ms }) => sum + ms, 0),
      unit: 'ms',
      ...(cpuMs === undefined ? {} : { budgets: [{ bound: 'at most', value: cpuMs, of: 'value' } as const] }),
    },
    ...each.map(({ name, ms }) => ({ what: `  of which ${name}`, value: ms, unit: 'ms' })),
  ];
};

/** Whole purchases in a closed loop, with what each took from every process and asked of MongoDB. */
export const checkouts = async (environment: Environment, stage: Stage, crowd: Crowd): Promise<readonly Row[]> => {
  const tokens = await stage.buyers(crowd.buyers);
  const turn = (token: string): Promise<void> => checkout(stage, token);
  await closedLoop(tokens, CHECKOUT_WARM_UP_SECONDS, turn);
  const processes = await environment.processes();
  const [cpuBefore, askedBefore] = [readCpu(processes), await mongoRequests(environment.internalUrls)];
  const loop = await closedLoop(tokens, crowd.seconds, turn);
  const [cpuAfter, askedAfter] = [readCpu(processes), await mongoRequests(environment.internalUrls)];
  const { speed } = goals[crowd.buyers];
  const crowdText = crowd.buyers === 1 ? '1 buyer' : `${crowd.buyers} buyers`;
  const row = { ...rowOf(`whole checkout, ${crowdText}`, loop), ...(speed.length === 0 ? {} : { budgets: speed }) };
  const done = loop.durationsMs.length;
  if (done === 0) return [row];
  return [
    row,
    {
      what: `MongoDB requests of one checkout, ${crowdText}`,
      value: (askedAfter - askedBefore) / done,
      unit: '',
      budgets: [{ bound: 'at most', value: 40, of: 'value' }],
    },
    ...cpuRows(cpuBetween(cpuBefore, cpuAfter), done, { ...goals[crowd.buyers], crowdText }),
  ];
};
