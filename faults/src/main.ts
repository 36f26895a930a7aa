import { randomInt } from 'node:crypto';
import { openMarket } from './market.ts';
import { readOptions } from './options.ts';
import { fullSize, planOf, shortSize } from './plan.ts';
import { appendLine, codeVersion, emptyLogs, keepFailure, lineOf, outcomeOf, type RunRecord } from './record.ts';
import { runPlan, type Stage } from './run.ts';
import type { Settled } from './settle.ts';
import { openWorld, type World } from './world.ts';

if (process.argv.includes('--steps')) await import('./steps/main.ts');
if (process.argv.includes('--planted')) await import('./steps/planted-main.ts');

/** `verify` reads everything that is there, so what there is must not grow for ever. */
const RUNS_PER_WORLD = 40;

const options = readOptions(process.argv.slice(2));
const size = options.short ? shortSize : fullSize;
const say = (line: string): void => console.log(line);
let world: World | undefined;

/** An order that its buyer cancelled would keep its place for a day, longer than any buyer here waits. */
const fullProfile = { UNPAID_PLACE_KEPT_HOURS: '0' };

/** The short form takes over what runs already; any other begins with nothing, so that it finds nobody else's left-overs. */
const openStage = async (): Promise<Stage> => {
  world = await openWorld(options.short ? { say } : { say, fresh: true, overrides: fullProfile });
  const shops = Math.ceil(size.wares / 2);
  return { world, say, market: await openMarket(world, { shops, variantsPerShop: Math.ceil(size.wares / shops), buyers: size.buyers }) };
};

/** A run that breaks is a failed run like any other, and no reason to hide it. */
const cameToNoEnd = (error: unknown): Settled => ({
  outcomes: {},
  findings: [{ rule: 'the run comes to its end', faults: [error instanceof Error ? error.message : String(error)] }],
});

const runOnce = async (stage: Stage, seed: number): Promise<RunRecord> => {
  const { stack } = stage.world;
  const plan = planOf(seed, size);
  const at = new Date();
  const code = codeVersion(stack.root);
  const startedAt = performance.now();
  say(`seed ${seed}`);
  if (!options.short) emptyLogs(stack.logs);
  const settled = await runPlan(stage, plan).catch(cameToNoEnd);
  const record = { at, code, profile: 'random', plan, settled, seconds: (performance.now() - startedAt) / 1000 };
  say(`  ${JSON.stringify(settled.outcomes)} in ${record.seconds.toFixed(1)} s: ${outcomeOf(settled)}`);
  if (!options.short) appendLine(stack.root, lineOf(record));
  if (settled.findings.length > 0) {
    say(`  ${settled.findings.flatMap(({ rule, faults }) => [rule, ...faults.slice(0, 5).map((fault) => `  ${fault}`)]).join('\n  ')}`);
    say(`  kept in ${keepFailure(stack.root, stack.logs, record)}; again: pnpm test:faults --seed ${seed}`);
  }
  return record;
};

const isOver = (startedAt: number): boolean => performance.now() - startedAt > (options.minutes ?? 0) * 60_000;

const runAll = async (): Promise<number> => {
  let stage = await openStage();
  const startedAt = performance.now();
  let failed = 0;
  let isSound = true;
  for (let run = 0; run === 0 || !isOver(startedAt); run += 1) {
    // What a failed run left broken would be found again by each later one.
    if (!isSound || (run > 0 && run % RUNS_PER_WORLD === 0)) stage = await openStage();
    const { settled } = await runOnce(stage, run === 0 && options.seed !== undefined ? options.seed : randomInt(2 ** 32));
    isSound = settled.findings.length === 0;
    failed += isSound ? 0 : 1;
    say(`${run + 1} runs, ${failed} of them failed`);
  }
  return failed;
};

const stop = async (): Promise<void> => {
  if (options.short) await world?.restore();
  else await world?.leave();
};
process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
process.once('SIGTERM', () => void stop().finally(() => process.exit(143)));
try {
  process.exitCode = (await runAll()) > 0 ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
await stop();
process.exit();
