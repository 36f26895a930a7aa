import { setTimeout as pause } from 'node:timers/promises';
import { buy, type Placed } from './buyers.ts';
import { stockTo, type Market } from './market.ts';
import type { Fault, Plan, PlannedCart } from './plan.ts';
import { countDeadLetters } from './quiet.ts';
import { settle, type Settled } from './settle.ts';
import type { World } from './world.ts';

export type Stage = { readonly world: World; readonly market: Market; readonly say: (line: string) => void };

const setStocks = async ({ market }: Stage, { stocks }: Plan): Promise<void> => {
  const wares = market.shops.flatMap((shop) => shop.wares.map((ware) => ({ shop, ware })));
  await Promise.all(
    stocks.map((onHand, at) => {
      const place = wares[at];
      if (place === undefined) throw new Error(`There is no ware ${at}.`);
      return stockTo(market, place.shop, { ware: place.ware, onHand });
    }),
  );
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const inject = async ({ world, say }: Stage, { target, kind, atMs, forMs }: Fault): Promise<void> => {
  await pause(atMs);
  say(`  ${seconds(atMs)} ${kind} ${target} for ${seconds(forMs)}`);
  const brokenAt = performance.now();
  await (kind === 'kill' ? world.kill(target) : world.pause(target));
  await pause(forMs);
  await (kind === 'kill' ? world.start(target) : world.resume(target));
  say(`  ${target} is back after ${seconds(performance.now() - brokenAt)}`);
};

const purchaseOf = ({ market }: Stage, cart: PlannedCart) => {
  const wares = market.shops.flatMap((shop) => shop.wares);
  const buyer = market.buyers[cart.buyer];
  if (buyer === undefined) throw new Error(`There is no buyer ${cart.buyer}.`);
  const wishes = cart.lines.flatMap(({ ware, quantity }) => wares.slice(ware, ware + 1).map((found) => ({ ware: found, quantity })));
  return { buyer, wishes, ending: cart.ending, hooks: cart.hooks, twice: cart.twice };
};

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

/** Buys and breaks at once, then mends everything and asks whether all is as it must be. */
export const runPlan = async (stage: Stage, plan: Plan): Promise<Settled> => {
  const { world, market } = stage;
  const deadLettersBefore = await countDeadLetters(world.stack);
  await setStocks(stage, plan);
  const placed: Placed[] = [];
  const injected = Promise.all(plan.faults.map((fault) => inject(stage, fault)));
  const bought = Promise.allSettled(
    plan.carts.map(async (cart) => {
      await pause(cart.startAtMs);
      await buy(market, purchaseOf(stage, cart), (order) => placed.push(order));
    }),
  );
  const startedAt = performance.now();
  const tell = (what: string): void => stage.say(`  ${seconds(performance.now() - startedAt)} ${what}`);
  await injected;
  await world.restore();
  tell('everything runs again');
  const journeys = await bought;
  tell('all buyers are done');
  const lost = journeys.flatMap((journey, at) => (journey.status === 'rejected' ? [`cart ${at}: ${messageOf(journey.reason)}`] : []));
  const settled = await settle(world, market, { orders: placed, deadLettersBefore, tell });
  const findings = [
    { rule: 'no process ends by itself', faults: world.endedByItself() },
    { rule: 'each patient buyer is served', faults: lost },
    ...settled.findings,
  ];
  return { ...settled, findings: findings.filter(({ faults }) => faults.length > 0) };
};
