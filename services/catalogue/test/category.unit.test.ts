import { ok } from '@wadah/kit';
import { decideCreateAgency } from '../src/domain/agency.ts';
import { decideCreateCategory, type Category } from '../src/domain/category.ts';
import { facetsOf } from '../src/app/search-listings.ts';
import { absent, at, category, refusal } from './support/examples.ts';

const child = {
  categoryId: 'cat_2',
  code: 'gula-semut',
  agencyId: 'agy_1',
  parentId: 'cat_1',
  name: { id: 'Gula semut', en: 'Palm sugar powder' },
  kinds: ['goods' as const],
  at,
};

test('a category’s path leads from the root to itself', () => {
  expect(decideCreateCategory(absent, { ...child, parent: category })).toEqual(
    ok([{ type: 'CategoryCreated', ...child, path: ['cat_0', 'cat_1', 'cat_2'] }]),
  );
});

const deep: Category = { ...category, status: 'open', path: ['a', 'b', 'c', 'd', 'e'] } as Category;

test.each<[string, Category, Category | undefined, unknown]>([
  ['a parent that is not there', absent, absent, refusal('category-not-found')],
  ['a sixth level', absent, deep, refusal('category-too-deep')],
  ['an id that another category has', category, category, refusal('category-code-taken')],
])('refused: %s', (_rule, state, parent, expected) =>
  expect(decideCreateCategory(state, { ...child, ...(parent === undefined ? {} : { parent }) })).toEqual(expected),
);

test('the same creation again is silent', () => {
  const agency = { agencyId: 'agy_1', code: 'dinas-pertanian', name: 'Dinas Pertanian' };
  expect(decideCreateAgency({ status: 'open', ...agency }, { ...agency, at })).toEqual(ok([]));
  expect(decideCreateAgency({ status: 'open', ...agency }, { ...agency, code: 'x', at })).toEqual(refusal('agency-code-taken'));
  expect(decideCreateCategory({ ...category, status: 'open', code: 'gula-semut' } as Category, { ...child, parent: category })).toEqual(
    ok([]),
  );
});

test('a facet of a category counts what lies below it', () => {
  const facets = facetsOf({
    trails: [
      { key: 'cat_a/cat_b/', count: 3 },
      { key: 'cat_a/', count: 2 },
      { key: 'cat_c/', count: 1 },
    ],
    regencies: [
      { key: '36.01', count: 2 },
      { key: '36.02', count: 4 },
    ],
    kinds: [
      { key: 'tour', count: 1 },
      { key: 'goods', count: 5 },
    ],
  });
  expect(facets).toEqual({
    total: 6,
    categories: [
      { categoryId: 'cat_a', count: 5 },
      { categoryId: 'cat_b', count: 3 },
      { categoryId: 'cat_c', count: 1 },
    ],
    regencies: [
      { regency: '36.02', count: 4 },
      { regency: '36.01', count: 2 },
    ],
    kinds: [
      { kind: 'goods', count: 5 },
      { kind: 'tour', count: 1 },
    ],
  });
});
