import { cpuRows } from '../cpu-rows.ts';
import type { Environment } from '../environment.ts';
import { closedLoop } from '../loop.ts';
import { loopRow } from '../loop-row.ts';
import { cpuBetween, readCpu } from '../processes.ts';
import type { Row } from '../row.ts';
import type { Stage } from '../stage.ts';
import { bare } from './pages.ts';

const BUYERS = 16;
const WARM_UP_SECONDS = 3;

/** Each buyer changes a line of a cart of its own. */
export const addToCart = async (environment: Environment, { api, wares, buyers }: Stage, seconds: number): Promise<readonly Row[]> => {
  const [{ variantId }] = wares;
  const variables = { BENCH_REDIS_URL: environment.redisUrl('order'), BENCH_REDIS_PREFIX: 'order:bench:' };
  const paths = Array.from({ length: BUYERS }, (_unused, index) => `/cart-${index}/${variantId}`);
  const base = await bare(
    'redis-cart',
    variables,
    (url) => ({
      what: 'bare Express + ioredis get and set',
      target: { url, paths, method: 'PUT', body: { quantity: 2 }, connections: BUYERS },
    }),
    seconds,
  );
  const carts = await Promise.all(
    (await buyers(BUYERS)).map(async (token) => {
      const { body } = await api.call<{ cartId: string }>('POST /v1/carts', { token });
      return { token, path: `/v1/carts/${body.cartId}/lines/${variantId}` };
    }),
  );
  const turn = async ({ token, path }: (typeof carts)[number], count: number): Promise<void> =>
    void (await api.call(`PUT ${path}`, { token, body: { quantity: 1 + (count % 5) } }));
  await closedLoop(carts, WARM_UP_SECONDS, turn);
  const processes = await environment.processes();
  const before = readCpu(processes);
  const loop = await closedLoop(carts, seconds, turn);
  const used = cpuBetween(before, readCpu(processes));
  return [
    base,
    { ...loopRow(`add to cart, ${BUYERS} buyers`, loop), baseline: { what: base.what, value: base.value } },
    ...cpuRows(used, loop.durationsMs.length, '  CPU of one answer'),
  ];
};
