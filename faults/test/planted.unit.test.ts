import { join } from 'node:path';
import { applies, readPlanted } from '../src/steps/planted.ts';

const root = join(__dirname, '../..');
const all = readPlanted(join(root, 'faults/planted'));

test('at least eight bugs are planted, each with the form that finds it', () => {
  expect(all.length).toBeGreaterThanOrEqual(8);
  expect(all.filter(({ form, only }) => form === 'steps' && only.length === 0)).toEqual([]);
});

test.each(all.map((planted) => [planted.name, planted] as const))('%s can still be planted', (_name, planted) => {
  expect(() => applies(root, planted)).not.toThrow();
});
