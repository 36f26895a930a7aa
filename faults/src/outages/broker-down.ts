import type { Placed } from '../buyers.ts';
import { becomeQuiet } from '../quiet.ts';
import { finish, orderBy, shopOf, statusOf, wareOf } from './shopping.ts';
import { ask, holds, meanwhile, metricOf, readinessOf, untilItHolds, type Outage, type Stage } from './stage.ts';

const QUIET_MS_MAX = 60_000;
const RESERVED_MS_MAX = 60_000;

const askAround = async (stage: Stage, turn: number): Promise<void> => {
  const { market } = stage;
  const ware = wareOf(market);
  const owner = await shopOf(market).owner.token();
  const stock = `PUT /v1/listings/${ware.listingId}/variants/${ware.variantId}/stock`;
  const signIn = { body: { email: shopOf(market).owner.email, password: 'wadah-demo-2026' } };
  const answers = [
    await ask(stage, stock, { token: owner, body: { onHand: 100 + turn } }),
    await ask(stage, 'POST /v1/sessions', signIn),
    await ask(stage, 'POST /v1/carts'),
    await ask(stage, `GET /v1/listings/${ware.listingId}`),
  ];
  for (const { status, body } of answers)
    holds(stage, 'commands and questions are answered without the broker', status < 300, { status, body });
};

type Waiting = { readonly order: Placed; readonly buyer: number; readonly at: number };

const waiting = async (stage: Stage, buyer: number): Promise<Waiting> => ({
  order: await orderBy(stage, buyer),
  buyer,
  at: performance.now(),
});

/** Goes on to its end, or is rejected where nobody could reserve for it within its minute: that is an end too, and said to its buyer. */
const wentOn = async (stage: Stage, { order, buyer, at }: Waiting): Promise<void> => {
  const isDecided = async (): Promise<boolean> => !['placed', 'confirmed'].includes(await statusOf(stage, order));
  await untilItHolds(stage, 'an order that waited is decided', isDecided, 90_000);
  const isLate = performance.now() - at > RESERVED_MS_MAX;
  const status = await statusOf(stage, order);
  holds(stage, 'none is rejected before its minute is over', status !== 'rejected' || isLate, status);
  await finish(stage, order, buyer);
};

export const brokerDown: Outage = {
  name: 'broker down',
  rule: 'commands are answered, events wait in outboxes and flow when it is back, and none is a dead letter',
  run: async (stage) => {
    const { world, figures } = stage;
    figures.downMs = stage.minutes(5);
    await world.kill('kafka');
    const first = await waiting(stage, 0);
    await meanwhile(figures.downMs, (turn) => askAround(stage, turn));
    const last = await waiting(stage, 1);
    const isTold = async (): Promise<boolean> => (await readinessOf(stage, 'catalogue')).checks.relay === 'down';
    await untilItHolds(stage, 'readiness tells', isTold, 15_000);
    await untilItHolds(stage, 'the backlog shows', async () => (await metricOf(stage, 'catalogue', 'wadah_outbox_backlog')) > 0, 15_000);
    await world.start('kafka');
    const startedAt = performance.now();
    for (const order of [first, last]) await wentOn(stage, order);
    figures.recoveredMs = performance.now() - startedAt;
    const busy = await becomeQuiet(world.stack, QUIET_MS_MAX);
    holds(stage, 'outboxes empty themselves', busy.length === 0, busy);
    holds(stage, 'all are ready again', (await readinessOf(stage, 'order')).status === 'ready');
  },
};
