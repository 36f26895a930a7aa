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

test('a time in the words is said as people say it, and stays as programs read it in its member', () => {
  const early = { ...refused, code: 'too-early', earliestAt: '2026-11-24T03:00:00.000Z' };
  const texts = problemTexts([{ en: [], id: { 'too-early': { title: 'Terlalu dini', detail: 'Belum mungkin sebelum {earliestAt}.' } } }]);
  expect(localised(early, texts, 'id')).toMatchObject({
    detail: 'Belum mungkin sebelum 24 November 2026 pukul 10.00 WIB.',
    earliestAt: '2026-11-24T03:00:00.000Z',
  });
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
  expect(told('id').map(({ detail }) => detail)).toEqual(['Paling banyak 3 karakter.', 'Wajib diisi.', 'Kolom ini tidak dikenal.']);
});

test.each<[string, z.ZodType, unknown]>([
  ['Harus berupa teks.', z.string(), 1],
  ['Harus berupa angka.', z.number(), '1'],
  ['Harus berupa bilangan bulat.', z.int(), 1.5],
  ['Harus berupa true atau false.', z.boolean(), 'ya'],
  ['Harus berupa daftar.', z.array(z.int()), 1],
  ['Harus berupa objek.', z.strictObject({}), 1],
  ['Jenis nilai ini tidak sesuai.', z.undefined(), 1],
  ['Tidak boleh kosong.', z.string().min(1), ''],
  ['Paling sedikit 8 karakter.', z.string().min(8), 'a'],
  ['Paling sedikit 2 butir.', z.array(z.int()).min(2), [1]],
  ['Paling kecil 1.', z.int().min(1), 0],
  ['Paling besar 1.000.000.', z.int().max(1_000_000), 1_000_001],
  ['Harus kelipatan 5.', z.int().multipleOf(5), 3],
  ['Pilih salah satu: x, y.', z.enum(['x', 'y']), 'z'],
  ['Harus mismatched.', z.literal('mismatched'), 'z'],
  ['Format tidak sah.', z.iso.date(), 'besok'],
  ['Tidak ada bentuk yang cocok.', z.union([z.int(), z.string()]), null],
  ['Nilai ini tidak sah.', z.int().refine((by) => by !== 0, 'A change of nothing is none.'), 0],
])('an Indonesian reader is told %s', (detail, schema, value) => {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('The input has a fault.');
  expect(faultsOf(parsed.error, { root: 'body', locale: 'id' })).toEqual([expect.objectContaining({ detail })]);
});
