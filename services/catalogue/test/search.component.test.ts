import { mongo as driver } from 'mongoose';
import type { Mongo } from '@wadah/mongo';
import { eventually } from '@wadah/testing';
import { inCategoriesFilter, ofSellerFilter } from '../src/adapters/mongo/listing.lists.ts';
import { pageHint, pageStages, searchIndex, countHint, countStages } from '../src/adapters/mongo/search.index.ts';
import type { SearchFilter, SearchOrder } from '../src/app/search-listings.ts';
import { goodsVariant, newAgency, newCategory, publish, type Shop } from './support/listings.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let shop: Shop;
let parent: string;
let child: string;
const listings: any[] = [];

const texts = [
  ['Gula aren cetak', 12_000],
  ['Gula semut aren', 20_000],
  ['Kopi robusta Lebak', 45_000],
  ['Madu hutan Baduy', 120_000],
  ['Kopi gula aren siap minum', 15_000],
] as const;

beforeAll(async () => {
  world = await startWorld();
  const agencyId = await newAgency(world);
  parent = await newCategory(world, agencyId, { name: { id: 'Hasil tani', en: 'Farm produce' } });
  child = await newCategory(world, agencyId, { parentId: parent, name: { id: 'Kopi', en: 'Coffee' } });
  shop = { agencyId, categoryId: parent, sellerId: await world.verifiedSeller() };
  for (const [title, priceRupiah] of texts) {
    const categoryId = title.startsWith('Kopi') ? child : parent;
    listings.push(
      await publish(
        world,
        { ...shop, categoryId },
        { title, description: `${title}, asli Banten.`, variants: [goodsVariant({ priceRupiah })] },
      ),
    );
  }
  await eventually('all are found', async () => (await search('')).body.facets.total === texts.length);
});

afterAll(() => world.stop());

const search = (query: string) => world.call(`GET /v1/listings?${query}`);

const titles = async (query: string): Promise<string[]> => (await search(query)).body.items.map(({ title }: { title: string }) => title);

test.each([
  ['query=gula', ['Gula aren cetak', 'Gula semut aren', 'Kopi gula aren siap minum']],
  ['query=aren+kopi', ['Kopi gula aren siap minum']],
  ['query=KOPI', ['Kopi gula aren siap minum', 'Kopi robusta Lebak']],
  ['query=coffee', ['Kopi gula aren siap minum', 'Kopi robusta Lebak']],
  ['query=tidakada', []],
  ['query=%22-%24%22+%3F', texts.map(([title]) => title)],
  ['regency=36.02&kind=goods', texts.map(([title]) => title)],
  ['regency=36.71', []],
  ['kind=tour', []],
  ['category=cat_unknown', []],
  ['minPriceRupiah=20000&maxPriceRupiah=45000', ['Gula semut aren', 'Kopi robusta Lebak']],
])('%s finds all that has every word, and nothing else', async (query, expected) => {
  expect((await titles(query)).sort()).toEqual([...expected].sort());
});

test('a category finds what lies below it, by id or code', async () => {
  expect(await titles(`category=${parent}`)).toHaveLength(5);
  expect(await titles(`category=${child}`)).toHaveLength(2);
  const { body } = await world.call('GET /v1/categories?limit=100');
  const { code } = body.items.find(({ categoryId }: { categoryId: string }) => categoryId === child);
  expect(await titles(`category=${code}`)).toHaveLength(2);
});

test('a title says more than a description', async () => {
  const [first] = await titles('query=gula&sort=relevance');
  expect(first).toMatch(/^Gula/);
});

test.each<[string, number[]]>([
  ['price_asc', [12_000, 15_000, 20_000, 45_000, 120_000]],
  ['price_desc', [120_000, 45_000, 20_000, 15_000, 12_000]],
])('sort=%s walks all pages in order, and facets come with the first alone', async (sort, expected) => {
  const prices: number[] = [];
  let cursor = '';
  for (let page = 1; page <= 3; page += 1) {
    const { body } = await search(`sort=${sort}&limit=2${cursor}`);
    prices.push(...body.items.map(({ priceRupiah }: { priceRupiah: number }) => priceRupiah));
    expect(body.facets === undefined).toBe(page > 1);
    if (page === 1)
      expect(body.facets).toMatchObject({
        total: 5,
        categories: [
          { categoryId: parent, count: 5 },
          { categoryId: child, count: 2 },
        ],
        regencies: [{ regency: '36.02', count: 5 }],
        kinds: [{ kind: 'goods', count: 5 }],
      });
    expect(body.nextCursor === null).toBe(page === 3);
    cursor = `&cursor=${body.nextCursor}`;
  }
  expect(prices).toEqual(expected);
});

test.each(['newest', 'relevance&query=aren'])('sort=%s repeats and loses nothing between pages', async (sort) => {
  const whole = await titles(`sort=${sort}`);
  const found: string[] = [];
  let cursor = '';
  do {
    const { body } = await search(`sort=${sort}&limit=1${cursor}`);
    found.push(...body.items.map(({ title }: { title: string }) => title));
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  expect(found).toEqual(whole);
});

test('a cursor of another search is refused', async () => {
  const { body } = await search('limit=1&kind=goods');
  expect(await search(`limit=1&cursor=${body.nextCursor}`)).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
});

test.each([
  'query=' + 'a'.repeat(101),
  'query=a+b+c+d+e+f+g+h+i',
  'limit=0',
  'limit=101',
  'colour=red',
  'query[$gt]=',
  'regency=3602',
  'kind=food',
  'minPriceRupiah=1e3',
])('%s is 400', async (query) => {
  expect((await search(query)).status).toBe(400);
});

test('what is available is shown', async () => {
  const { body } = await search('query=madu');
  expect(body.items).toEqual([expect.objectContaining({ available: 10, sellerName: 'Koperasi Cijaku Manis' })]);
});

test('a withdrawn listing leaves the search at once', async () => {
  const { listingId } = listings.pop();
  expect((await world.call(`POST /v1/listings/${listingId}/withdrawal`, { token: world.staff(shop.sellerId) })).body.status).toBe(
    'unpublished',
  );
  expect((await world.call(`GET /v1/listings/${listingId}`)).status).toBe(404);
  expect(await titles('query=minum')).toEqual([]);
});

const stagesOf = (plan: any): string[] =>
  typeof plan !== 'object' || plan === null
    ? []
    : [...(typeof plan.stage === 'string' ? [plan.stage] : []), ...Object.values(plan).flatMap(stagesOf)];

const filters: readonly [string, SearchFilter][] = [
  ['everything', { words: [] }],
  ['words', { words: ['gula', 'aren'] }],
  ['words and filters', { words: ['gula'], regency: '36.02', kind: 'goods', minPriceRupiah: 1 }],
  ['every filter', { words: [], trail: 'cat_a/', regency: '36.02', kind: 'goods', minPriceRupiah: 1, maxPriceRupiah: 100 }],
  ['one seller', { words: [], sellerId: 'sel_1' }],
];

test.each(filters)('explain: a search for %s reads no whole collection, in any order, for page and facets', async (_what, filter) => {
  const cards = world.service.chassis.mongo.collection<any>('cards');
  for (const order of ['relevance', 'newest', 'price_asc', 'price_desc'] satisfies SearchOrder[]) {
    const position = order.startsWith('price') ? [1, 'lst_1'] : ['2026-11-24T00:00:00Z', 'lst_1'];
    for (const paging of [
      { order, limit: 20 },
      { order, limit: 20, position },
    ]) {
      const stages = stagesOf(await cards.aggregate(pageStages(filter, paging), pageHint(filter, order)).explain());
      expect(stages).not.toContain('COLLSCAN');
      expect(stages.some((stage) => stage === 'IXSCAN' || stage.startsWith('TEXT'))).toBe(true);
      if (filter.words.length === 0 && filter.sellerId === undefined) expect(stages).not.toContain('SORT');
    }
  }
  const shares = stagesOf(await cards.aggregate(countStages(filter), countHint(filter)).explain());
  expect(shares).not.toContain('COLLSCAN');
  if (filter.words.length === 0 && filter.sellerId === undefined) expect(shares).not.toContain('FETCH');
});

test('explain: no list reads a whole collection', async () => {
  const { mongo } = world.service.chassis;
  const plans = [
    mongo.collection<any>('listings').find(ofSellerFilter('sel_1', undefined)).sort({ _id: -1 }),
    mongo
      .collection<any>('listings')
      .find(ofSellerFilter('sel_1', 'draft', ['lst_9']))
      .sort({ _id: -1 }),
    mongo
      .collection<any>('listings')
      .find(inCategoriesFilter(['cat_1', 'cat_2'], 'submitted'))
      .sort({ submittedAt: 1, _id: 1 }),
    mongo
      .collection<any>('listings')
      .find(inCategoriesFilter(['cat_1'], 'submitted', ['2026-11-24T00:00:00Z', 'lst_1']))
      .sort({ submittedAt: 1, _id: 1 }),
    mongo
      .collection<any>('agencies')
      .find({ _id: { $gt: 'agy_1' } })
      .sort({ _id: 1 }),
    mongo.collection<any>('categories').find({}).sort({ _id: 1 }),
    mongo.collection<any>('categories').find({ 'state.agencyId': { $in: ['agy_1'] } }),
    mongo.collection<any>('listings').find({ 'state.categoryId': 'cat_1', agencyId: { $ne: 'agy_1' } }),
    mongo.collection<any>('cards').find({ categoryId: 'cat_1' }),
    mongo.collection<any>('stocks').find({ listingId: { $in: ['lst_1'] } }),
  ];
  for (const plan of plans) {
    const stages = stagesOf(await plan.explain('queryPlanner'));
    expect(stages).not.toContain('COLLSCAN');
    expect(stages.some((stage) => stage === 'IXSCAN' || stage === 'IDHACK')).toBe(true);
    expect(stages).not.toContain('SORT');
  }
});

test('a search that takes longer than its second of database time is refused, and only that', async () => {
  const fake = (error: Error) => ({
    mongo: { collection: () => ({ aggregate: () => ({ toArray: () => Promise.reject(error) }) }) } as unknown as Mongo,
    now: () => new Date(),
  });
  const slow = searchIndex(fake(new driver.MongoServerError({ message: 'operation exceeded time limit', code: 50 })));
  expect(await slow.counts({ words: [] })).toMatchObject({ ok: false, rejection: { kind: 'unavailable', code: 'search-timeout' } });
  const broken = searchIndex(fake(new driver.MongoServerError({ message: 'no', code: 2 })));
  await expect(broken.counts({ words: [] })).rejects.toThrow('no');
});
