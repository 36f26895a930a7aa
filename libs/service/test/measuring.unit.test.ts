import { eventually } from '@wadah/testing';
import { createLogger, measuring, showCounts } from '../src/index.ts';

const silentLogger = createLogger({ service: 'x', level: 'silent' });

test('a measurement is taken at once and again every so often, also after one that failed, and no more once it is stopped', async () => {
  let looks = 0;
  const measure = async () => {
    looks += 1;
    if (looks === 1) throw new Error('down');
  };
  const worker = measuring({ name: 'x', everyMs: 5, measure, logger: silentLogger });
  expect(looks).toBe(1);
  await eventually('a third look', async () => looks >= 3);
  await worker.stop();
  const seen = looks;
  await eventually('nothing more', async () => new Promise((resolve) => setImmediate(() => resolve(true))));
  expect(looks).toBe(seen);
});

test('a slow measurement is never taken twice at once', async () => {
  let running = 0;
  let most = 0;
  const gate = Promise.withResolvers<void>();
  const measure = async () => {
    running += 1;
    most = Math.max(most, running);
    await gate.promise;
    running -= 1;
  };
  const worker = measuring({ name: 'x', everyMs: 1, measure, logger: silentLogger });
  await eventually('some turns', async () => new Promise((resolve) => setImmediate(() => resolve(true))));
  gate.resolve();
  await worker.stop();
  expect(most).toBe(1);
});

test('each known name is shown, and one that nobody knew as well', () => {
  const shown = new Map<string, number>();
  showCounts(['a', 'b'], [{ _id: 'b', count: 2 }, { _id: 'new', count: 1 }], (name, count) => shown.set(name, count)); // prettier-ignore
  expect([...shown]).toEqual([['a', 0], ['b', 2], ['new', 1]]); // prettier-ignore
});
