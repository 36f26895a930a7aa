import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { openAdmin, type Admin } from './bulk/admin.ts';
import { fillListings } from './bulk/listings.ts';
import { atRest } from './cases/at-rest.ts';
import { addToCart } from './cases/cart.ts';
import { eventHop } from './cases/event-hop.ts';
import { detailCold, detailHot, hello, search } from './cases/pages.ts';
import { checkouts } from './cases/purchases.ts';
import { replicas } from './cases/replicas.ts';
import { bringUp, type Environment } from './environment.ts';
import { growth } from './growth.ts';
import { readOptions, type CaseName } from './options.ts';
import { ratioOf, type Row } from './row.ts';
import { setStage, type Stage } from './stage.ts';
import { figure, renderTable } from './table.ts';

const options = readOptions(process.argv.slice(2));

/** What "hello" did on the quiet machine that the budgets were written for. */
const HELLO_OF_BUDGETS = 23_000;
const HELLO_SECONDS = 5;
const LISTINGS = 10_000;

type World = { readonly environment: Environment; readonly stage: Stage; readonly admin: Admin };

const runCheckouts = async ({ environment, stage }: World): Promise<readonly Row[]> => {
  const rows = [];
  for (const buyers of [1, 16, 64]) rows.push(...(await checkouts(environment, stage, { buyers, seconds: options.seconds })));
  return rows;
};

const runCase = (name: CaseName, world: World): Promise<readonly Row[]> => {
  const { environment, stage, admin } = world;
  switch (name) {
    case 'processes':
      return atRest(environment, admin);
    case 'detail-hot':
      return detailHot(environment, stage, options.seconds);
    case 'detail-cold':
      return detailCold(environment, stage, options.seconds);
    case 'search':
      return search(environment, stage, options.seconds);
    case 'cart':
      return addToCart(environment, stage, options.seconds);
    case 'event-hop':
      return eventHop(environment, options.seconds);
    case 'checkout':
      return runCheckouts(world);
    case 'replicas':
      return replicas(environment, stage, options.seconds);
  }
};

/** At rest is measured before anything has run; everything else among as many listings as the budgets say. */
const runCases = async (world: World): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const name of options.cases) {
    if (name !== 'processes') await fillListings(world.admin, LISTINGS);
    console.error(`· ${name}`);
    try {
      rows.push(...(await runCase(name, world)));
    } catch (error) {
      // The figures of the other cases are worth their minutes.
      console.error(`${name} could not be measured:`, error);
      process.exitCode = 1;
    }
  }
  return rows;
};

const machine = () => ({
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});

const writeResults = (root: string, results: object): string => {
  const folder = join(root, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return file;
};

const heading = (loads: readonly number[], speed: number): string => {
  const { cpu, cores, memoryGb, node } = machine();
  const load = loads.map((value) => value.toFixed(1)).join(', ');
  return [
    `${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}, the load generator among them; load before it began ${load}.`,
    `A bare Express "hello", before and after all else, did ${figure(speed)} of the ${HELLO_OF_BUDGETS}/s of the machine that the budgets were`,
    'written for; "budget" is as written, "scaled" is the same for rates and times on a machine of that speed.\n',
  ].join('\n');
};

const measure = async (environment: Environment): Promise<void> => {
  const loads = loadavg();
  const admin = await openAdmin(environment.stack);
  const world = { environment, stage: await setStage(environment, admin), admin };
  const before = await hello(HELLO_SECONDS, 'bare Express hello, before');
  const rows = options.growth ? await growth({ ...world, seconds: options.seconds }) : await runCases(world);
  const after = await hello(HELLO_SECONDS, 'bare Express hello, after');
  const all = [before, ...rows, after];
  const speed = (before.value + after.value) / 2 / HELLO_OF_BUDGETS;
  const told = all.map((row) => ({ ...row, ratio: ratioOf(row) }));
  console.log(heading(loads, speed));
  console.log(renderTable(all, speed));
  console.log(`\n${writeResults(environment.stack.root, { at: new Date(), machine: machine(), loads, speed, options, rows: told })}`);
};

console.error('· bringing up a stack of its own with the seed');
const environment = await bringUp(options);
const stopAndLeave = (): void => void environment.stop().finally(() => process.exit(1));
process.once('SIGINT', stopAndLeave);
process.once('SIGTERM', stopAndLeave);
try {
  await measure(environment);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
await environment.stop();
process.exit();
