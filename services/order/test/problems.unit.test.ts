import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const known = new Set((JSON.parse(readFileSync(join(root, 'problems.json'), 'utf8')) as { code: string }[]).map(({ code }) => code));

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'));

/** Codes of every library, documented there. */
const fromLibs = new Set(['forbidden', 'cursor-invalid', 'too-many-streams']);

const codesIn = (source: string): string[] => [
  ...[...source.matchAll(/reject\(\s*'\w+',\s*'([a-z-]+)'/g)].map(([, code]) => code ?? ''),
  ...[...source.matchAll(/(?<!\w)code: '([a-z-]+)'/g)].map(([, code]) => code ?? ''),
];

test('every refusal of order is explained', () => {
  const codes = new Set(sources.flatMap(codesIn));
  expect(codes.size).toBeGreaterThan(25);
  expect([...codes].filter((code) => !known.has(code) && !fromLibs.has(code))).toEqual([]);
});
