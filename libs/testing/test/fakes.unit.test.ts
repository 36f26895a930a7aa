import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const read = (pattern: string): readonly (readonly [string, string])[] =>
  globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }).map((file) => [
    file,
    readFileSync(join(root, file), 'utf8'),
  ]);

const suites = read('{libs,services}/*/test/**/*.test.ts').filter(([, text]) => /\w+Conformance[<(]/.test(text));

test('each fake of a port is held to the suite of its port', () => {
  const fakes = read('libs/*/src/**/memory-*.ts').flatMap(([, text]) =>
    [...text.matchAll(/^export const (memory\w+)/gm)].map(([, name]) => name),
  );
  expect(fakes.length).toBeGreaterThan(4);
  const parts = ['memoryRows'];
  const unheld = fakes.filter(
    (name) => name !== undefined && !parts.includes(name) && !suites.some(([, text]) => text.includes(`${name}(`)),
  );
  expect(unheld).toEqual([]);
});

test('no test decides and saves by itself: that fake is memoryStore, in which a race can happen', () => {
  const own = read('services/*/test/**/*.ts').filter(([, text]) =>
    /update[\s\S]{0,200}\bdecide\(\w+\);[\s\S]{0,200}\.reduce[<(]/.test(text),
  );
  expect(own.map(([file]) => file)).toEqual([]);
});

test('each suite of a port is run by an adapter that is no fake', () => {
  const declared = read('libs/*/src/**/*conformance.ts').flatMap(([, text]) =>
    [...text.matchAll(/^export const (\w+Conformance)/gm)].map(([, name]) => name),
  );
  const live = suites.filter(([file]) => file.endsWith('.component.test.ts'));
  expect(declared.filter((name) => !live.some(([, text]) => text.includes(`${name}(`) || text.includes(`${name}<`)))).toEqual([]);
});
