import { z } from 'zod';
import { problemOf, problemTexts } from '../src/index.ts';
import { faultsOf } from '../src/problem/faults-of.ts';
import { localised } from '../src/problem/problem-texts.ts';

const own = {
  en: [{ code: 'cart-full', title: 'Cart full', detail: 'A cart holds at most 50 lines.' }],
  id: { 'cart-full': { title: 'Keranjang penuh', detail: 'Keranjang memuat paling banyak {max} baris.' } },
};

const refused = problemOf({ kind: 'conflict', code: 'cart-full', detail: 'This cart has 50 lines already.', extra: { max: 50 } });

test('an Indonesian reader gets title and detail of the code, filled with the problem’s own members', () => {
  expect(localised(refused, problemTexts([own]), 'id')).toEqual({
    ...refused,
    title: 'Keranjang penuh',
    detail: 'Keranjang memuat paling banyak 50 baris.',
  });
});

test('an English reader gets the title of the code and the refusal’s own, more exact detail', () => {
  expect(localised(refused, problemTexts([own]), 'en')).toEqual({ ...refused, title: 'Cart full' });
});

test('a code without words is said as the code says it', () => {
  expect(localised(refused, problemTexts(), 'id')).toEqual(refused);
});

test('every code of the library has words in both languages', () => {
  const { en, id } = problemTexts();
  expect([...id.keys()].toSorted()).toEqual([...en.keys()].toSorted());
});

test('faults of a field are told in the reader’s language and keep their codes and paths', () => {
  const schema = z.strictObject({ name: z.string().max(3), count: z.number() });
  const parsed = schema.safeParse({ name: 'abcd', other: 1 });
  if (parsed.success) throw new Error('The input has faults.');
  const told = (locale: 'id' | 'en') => faultsOf(parsed.error, { root: 'body', locale });
  const places = told('en').map(({ path, code }) => `${path} ${code}`);
  expect(places).toEqual(['body.name too-big', 'body.count required', 'body.other unknown-field']);
  expect(told('id').map(({ path, code }) => `${path} ${code}`)).toEqual(places);
  expect(told('id').map(({ detail }) => detail)).toEqual([
    'Terlalu besar: diharapkan string memiliki <=3 karakter',
    'Wajib diisi.',
    'Kolom ini tidak dikenal.',
  ]);
});
