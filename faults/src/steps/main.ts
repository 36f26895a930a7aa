import { parseArgs } from 'node:util';
import { reportOf, runSteps } from './run-steps.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    fresh: { type: 'boolean', default: false },
    stay: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    'minutes-max': { type: 'string', default: '20' },
  },
});

const startedAt = performance.now();
const outcome = await runSteps({
  only: values.only,
  fresh: values.fresh,
  stay: values.stay,
  listOnly: values.list,
  minutesMax: Number(values['minutes-max']),
  say: console.log,
});
const { lines, sound } = reportOf(outcome);
for (const line of lines) console.log(line);
console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
process.exit(sound ? 0 : 1);
