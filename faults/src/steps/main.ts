import { parseArgs } from 'node:util';
import { runShort } from './run-short.ts';
import { reportOf, runSteps, type StepsOutcome } from './run-steps.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    fresh: { type: 'boolean', default: false },
    known: { type: 'boolean', default: false },
    stay: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    from: { type: 'string', default: '1' },
    'minutes-max': { type: 'string', default: '40' },
  },
});

const say = (line: string): void => console.log(line);

const run = async (): Promise<StepsOutcome> => {
  if (values.short) {
    const killed = await runShort(say);
    return { discovered: [], killed, played: [], leftOut: 0 };
  }
  const { only, fresh, known, stay, list: listOnly } = values;
  return runSteps({ only, fresh, known, stay, listOnly, from: Number(values.from), minutesMax: Number(values['minutes-max']), say });
};

const startedAt = performance.now();
const { lines, sound } = reportOf(await run());
for (const line of lines) say(line);
say(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
process.exit(sound ? 0 : 1);
