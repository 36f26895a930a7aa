import { eventually } from '../client.ts';
import { openMarket, stockTo, type Market } from '../market.ts';
import { countDeadLetters, countEvents } from '../quiet.ts';
import { settle } from '../settle.ts';
import type { Placed } from '../buyers.ts';
import type { World } from '../world.ts';
import { shopOf, wareOf } from './shopping.ts';
import { minutesOf, type Figures, type Outage, type Stage } from './stage.ts';
import { rowOf, type Row } from './table.ts';

const BUYERS = 6;
const STOCK = 500;

export type OutageRun = {
  readonly world: World;
  readonly outages: readonly Outage[];
  readonly short: boolean;
  readonly say: (line: string) => void;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Counts = { readonly events: number; readonly deadLetters: number };

/** A broker that has just come back leads its topics only a moment later. */
const countsOf = ({ stack }: World): Promise<Counts> =>
  eventually('the broker to count', async () => {
    try {
      return { events: await countEvents(stack), deadLetters: await countDeadLetters(stack) };
    } catch {
      return undefined;
    }
  });

type Made = { readonly market: Market; readonly placed: Placed[] };

const runOne = async ({ world, short, say }: OutageRun, outage: Outage, { market, placed }: Made): Promise<Row> => {
  const figures: Figures = { downMs: 0, recoveredMs: 0, answers: {}, faults: [] };
  const stage: Stage = { world, market, short, figures, placed, minutes: minutesOf(short) };
  const before = await countsOf(world);
  const startedAt = performance.now();
  say(`${outage.name}: ${outage.rule}`);
  try {
    await outage.run(stage);
  } catch (error) {
    figures.faults.push(messageOf(error));
  }
  await world.restore();
  const after = await countsOf(world);
  const row = { outage, figures, events: after.events - before.events, deadLetters: after.deadLetters - before.deadLetters };
  for (const name of world.endedByItself()) if (outage.name !== 'SIGTERM') figures.faults.push(`${name} ended by itself`);
  if (row.deadLetters > 0) figures.faults.push('no outage makes a dead letter');
  for (const fault of new Set(figures.faults)) say(`  FAULT ${fault}`);
  say(`  ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n  ${rowOf(row)}`);
  return row;
};

/** Runs one outage after another, and asks `verify` once all is mended. */
export const runOutages = async (run: OutageRun): Promise<{ readonly rows: readonly Row[]; readonly broken: readonly string[] }> => {
  const { world, outages } = run;
  const market = await openMarket(world, { shops: 1, variantsPerShop: 1, buyers: BUYERS });
  await stockTo(market, shopOf(market), { ware: wareOf(market), onHand: STOCK });
  const made: Made = { market, placed: [] };
  const rows: Row[] = [];
  for (const outage of outages) rows.push(await runOne(run, outage, made));
  // Where other suites go on buying, the invariants are theirs to ask for.
  const { findings } = run.short ? { findings: [] } : await settle(world, market, { orders: made.placed });
  return { rows, broken: findings.flatMap(({ rule, faults }) => [rule, ...faults.slice(0, 5)]) };
};
