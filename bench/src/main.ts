import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { atRest } from './cases/at-rest.ts';
import { detailCold, detailHot, search } from './cases/pages.ts';
import { addToCart, checkouts } from './cases/purchases.ts';
import { bringUp, type Environment } from './environment.ts';
import { readOptions, type CaseName, type Options } from './options.ts';
import { ratioOf, type Row } from './row.ts';
import { setStage, type Stage } from './stage.ts';
import { renderTable } from './table.ts';

const options = readOptions(process.argv.slice(2));

const runCheckouts = async (environment: Environment, stage: Stage, { seconds, full }: Options): Promise<readonly Row[]> => {
  const rows = [];
  for (const buyers of full ? ([1, 16, 64] as const) : ([1, 16] as const))
    rows.push(...(await checkouts(environment, stage, { buyers, seconds })));
  return rows;
};

const runCase = (name: CaseName, environment: Environment, stage: Stage): Promise<readonly Row[]> => {
  switch (name) {
    case 'detail-hot':
      return detailHot(environment, stage, options.seconds);
    case 'detail-cold':
      return detailCold(environment, stage, options.seconds);
    case 'search':
      return search(environment, options.seconds);
    case 'cart':
      return addToCart(stage, options.seconds);
    case 'checkout':
      return runCheckouts(environment, stage, options);
    case 'processes':
      return atRest(environment);
  }
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

const measure = async (environment: Environment): Promise<void> => {
  const stage = await setStage(environment);
  const loadBefore = loadavg();
  const rows: Row[] = [];
  for (const name of options.cases) {
    console.error(`· ${name}`);
    rows.push(...(await runCase(name, environment, stage)));
  }
  const results = { at: new Date(), machine: machine(), loadBefore, options, rows: rows.map((row) => ({ ...row, ratio: ratioOf(row) })) };
  const { cpu, cores, memoryGb, node } = machine();
  const load = loadBefore.map((value) => value.toFixed(1)).join(', ');
  console.log(`${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}, the load generator among them; load before it began ${load}\n`);
  console.log(renderTable(rows));
  console.log(`\n${writeResults(environment.stack.root, results)}`);
};

console.error('· bringing up the demo stack with its seed');
const environment = await bringUp();
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
