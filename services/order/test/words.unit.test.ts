import { en } from '../src/adapters/http/words/en.ts';
import { id } from '../src/adapters/http/words/id.ts';
import type { Words } from '../src/adapters/http/words/words.ts';

const said = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([group, texts]) => Object.entries(texts).map(([code, text]) => [`${group}.${code}`, text] as const)),
  );

test('both languages have words for the same codes, and none of them is empty', () => {
  expect(Object.keys(said(id)).sort()).toEqual(Object.keys(said(en)).sort());
  for (const words of [id, en]) expect(Object.entries(said(words)).filter(([, text]) => text.trim() === '')).toEqual([]);
});
