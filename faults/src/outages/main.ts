import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openWorld } from '../world.ts';
import { brokerDown } from './broker-down.ts';
import { clockBack } from './clock-back.ts';
import { mailDown } from './mail-down.ts';
import { mongoDown } from './mongo-down.ts';
import { providerFaults } from './provider-faults.ts';
import { redisDown } from './redis-down.ts';
import { refusedTopic } from './refused-topic.ts';
import { runOutages } from './run.ts';
import { serviceDown } from './service-down.ts';
import { tableOf } from './table.ts';
import { toldToStop } from './told-to-stop.ts';

const all = [brokerDown, redisDown, mongoDown, serviceDown, providerFaults, mailDown, clockBack, refusedTopic, toldToStop];

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});
const { short, only, json, fresh } = values;
const say = (line: string): void => console.log(line);
const outages = all.filter(({ name, onlyFull = false }) => (only === undefined ? !(short && onlyFull) : name.includes(only)));
if (outages.length === 0) throw new Error(`--only names one of: ${all.map(({ name }) => name).join(', ')}`);

const world = await openWorld({ say, fresh });
const stop = (): Promise<void> => (short ? world.restore() : world.leave());
for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  // prettier-ignore
  process.once(name, () => void stop().finally(() => process.exit(code)));
try {
  const { rows, broken } = await runOutages({ world, outages, short, say });
  say(`\n${tableOf(rows)}\n`);
  for (const line of broken) say(`BROKEN ${line}`);
  if (json !== undefined)
    writeFileSync(json, JSON.stringify({ rows: rows.map(({ outage, ...row }) => ({ name: outage.name, ...row })), broken }));
  process.exitCode = broken.length + rows.flatMap(({ figures }) => figures.faults).length > 0 ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
await stop();
process.exit();
