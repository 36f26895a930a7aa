import { ok } from '@wadah/kit';
import { decideChangeAgency, decideCreateAgency } from '../src/domain/agency.ts';
import {
  decideChangeCategory,
  decideCreateCategory,
  needsSecondCurator,
  type Category,
  type CategoryChange,
  type CategoryData,
} from '../src/domain/category.ts';
import { facetsOf } from '../src/app/search-listings.ts';
import { absent, at, category, refusal } from './support/examples.ts';

const child = {
  categoryId: 'cat_2',
  code: 'gula-semut',
  agencyId: 'agy_1',
  parentId: 'cat_1',
  name: { id: 'Gula semut', en: 'Palm sugar powder' },
  kinds: ['goods' as const],
};
const by = { actorId: 'acc_operator', at };

test('a category’s path leads from the root to itself', () => {
  expect(decideCreateCategory(absent, { ...child, ...by, parent: category })).toEqual(
    ok([{ type: 'CategoryCreated', category: { ...child, path: ['cat_0', 'cat_1', 'cat_2'] }, ...by }]),
  );
});

const deep: Category = { ...category, status: 'open', path: ['a', 'b', 'c', 'd', 'e'] } as Category;

test.each<[string, Category, Category | undefined, unknown]>([
  ['a parent that is not there', absent, absent, refusal('category-not-found')],
  ['a sixth level', absent, deep, refusal('category-too-deep')],
  ['an id that another category has', category, category, refusal('category-code-taken')],
])('refused: %s', (_rule, state, parent, expected) =>
  expect(decideCreateCategory(state, { ...child, ...by, ...(parent === undefined ? {} : { parent }) })).toEqual(expected),
);

const { status: _open, ...data } = category as Extract<Category, { status: 'open' }>;
const changedTo = (more: Partial<CategoryData>) => ok([{ type: 'CategoryChanged', category: { ...data, ...more }, before: data, ...by }]);

test.each<[string, Category, CategoryChange, unknown]>([
  ['one language changes alone', category, { name: { en: 'Aren sugar' } }, changedTo({ name: { id: 'Gula aren', en: 'Aren sugar' } })],
  ['it moves to another agency', category, { agencyId: 'agy_2' }, changedTo({ agencyId: 'agy_2' })],
  ['it takes other kinds', category, { kinds: ['tour'] }, changedTo({ kinds: ['tour'] })],
  ['it asks for four eyes from a day', category, { secondCuratorFrom: '2026-12-01' }, changedTo({ secondCuratorFrom: '2026-12-01' })],
  ['nothing named changes nothing', category, {}, ok([])],
  ['the same again changes nothing', category, { agencyId: 'agy_1', kinds: ['goods'], secondCuratorFrom: null }, ok([])],
  ['one that is absent is not found', absent, { agencyId: 'agy_2' }, refusal('category-not-found')],
])('a category changes: %s', (_rule, state, change, expected) =>
  expect(decideChangeCategory(state, { ...change, ...by })).toEqual(expected),
);

test('null ends the four eyes', () => {
  const strict: Category = { status: 'open', ...data, secondCuratorFrom: '2026-11-01' };
  const ended = decideChangeCategory(strict, { secondCuratorFrom: null, ...by });
  expect(ended.ok && ended.value.map(({ category: after }) => 'secondCuratorFrom' in after)).toEqual([false]);
});

test('four eyes begin at midnight in Jakarta', () => {
  const strict = { ...data, secondCuratorFrom: '2026-12-01' };
  expect(needsSecondCurator(strict, new Date('2026-11-30T16:59:59Z'))).toBe(false);
  expect(needsSecondCurator(strict, new Date('2026-11-30T17:00:00Z'))).toBe(true);
  expect(needsSecondCurator(data, at)).toBe(false);
});

test('an agency changes its name; the same name again is silent', () => {
  const agency = { agencyId: 'agy_1', code: 'dinas-pertanian', name: 'Dinas Pertanian' };
  const open = { status: 'open', ...agency } as const;
  expect(decideChangeAgency(open, { name: 'Dinas Pangan', ...by })).toEqual(
    ok([{ type: 'AgencyChanged', agency: { ...agency, name: 'Dinas Pangan' }, before: agency, ...by }]),
  );
  expect(decideChangeAgency(open, { name: agency.name, ...by })).toEqual(ok([]));
  expect(decideChangeAgency(open, by)).toEqual(ok([]));
  expect(decideChangeAgency(absent, { name: 'x', ...by })).toEqual(refusal('agency-not-found'));
});

test('the same creation again is silent', () => {
  const agency = { agencyId: 'agy_1', code: 'dinas-pertanian', name: 'Dinas Pertanian' };
  expect(decideCreateAgency({ status: 'open', ...agency }, { ...agency, ...by })).toEqual(ok([]));
  expect(decideCreateAgency({ status: 'open', ...agency }, { ...agency, code: 'x', ...by })).toEqual(refusal('agency-code-taken'));
  expect(
    decideCreateCategory({ ...category, status: 'open', code: 'gula-semut' } as Category, { ...child, ...by, parent: category }),
  ).toEqual(ok([]));
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
