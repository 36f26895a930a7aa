import { call, must } from './support/http.ts';
import { newBuyer } from './support/people.ts';

const pages = async (path: string, limit: number): Promise<readonly any[]> => {
  const found = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: any = await must(`GET ${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    found.push(page);
    cursor = page.nextCursor;
  }
  return found;
};

test.each(['', '?sort=price_asc', '?sort=price_desc', '?sort=newest', '?kind=goods'])(
  'all pages of /v1/listings%s together hold every listing once, and the first alone has facets',
  async (filters) => {
    const found = await pages(`/v1/listings${filters}`, 20);
    const ids = found.flatMap(({ items }) => items.map(({ listingId }: { listingId: string }) => listingId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(found[0].facets.total).toBe(ids.length);
    expect(found.slice(1).every(({ facets }) => facets === undefined)).toBe(true);
  },
);

test('facets count the whole result and not the page', async () => {
  const { facets, items } = await must('GET /v1/listings?limit=1');
  expect(items).toHaveLength(1);
  for (const counts of [facets.regencies, facets.kinds])
    expect(counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(facets.total);
});

test('text, region, kind and price narrow the result together', async () => {
  const { items } = await must('GET /v1/listings?query=gula%20aren&regency=36.02&kind=goods&minPriceRupiah=18000&maxPriceRupiah=40000');
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) {
    expect(item).toMatchObject({ regency: '36.02', kind: 'goods' });
    expect(item.priceRupiah >= 18_000 && item.priceRupiah <= 40_000).toBe(true);
  }
});

test.each([
  ['another filter', async (cursor: string) => call(`GET /v1/listings?kind=tour&limit=2&cursor=${cursor}`)],
  ['another route', async (cursor: string) => call(`GET /v1/sellers?limit=2&cursor=${cursor}`)],
  ['another caller', async (cursor: string) => call(`GET /v1/notifications?limit=2&cursor=${cursor}`, { token: (await newBuyer()).token })],
  ['a changed letter', async (cursor: string) => call(`GET /v1/listings?kind=goods&limit=2&cursor=${cursor.slice(0, -3)}AAA`)],
])('a cursor with %s is refused', async (_what, ask) => {
  const { nextCursor } = await must('GET /v1/listings?kind=goods&limit=2');
  const answer = await ask(nextCursor);
  expect([answer.status, answer.body.code]).toEqual([400, 'cursor-invalid']);
});

test.each([
  'limit=0',
  'limit=101',
  'limit=2.5',
  'limit=',
  `query=${'x'.repeat(101)}`,
  `query=${encodeURIComponent('a b c d e f g h i')}`,
  'kind=house',
  'minPriceRupiah=-1',
  'sort=colour',
  'query[$ne]=x',
  'kind=goods&kind=tour',
  'regency=3673',
])('GET /v1/listings?%s is refused with the path of the fault', async (filters) => {
  const answer = await call(`GET /v1/listings?${filters}`);
  expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
  expect(answer.body.errors[0]).toEqual({ path: expect.any(String), code: expect.any(String), detail: expect.any(String) });
});

test.each(['.*', '"', '-gula', '$where', "' OR 1=1", '\\', '🍯', '\u0000'])('the text %p is searched as text', async (text) => {
  const answer = await call(`GET /v1/listings?query=${encodeURIComponent(text)}`);
  expect([200, 400]).toContain(answer.status);
});

test('what a buyer may not see is in no answer of the search', async () => {
  const { items } = await must('GET /v1/listings?limit=100');
  expect(items.some((item: object) => 'onHand' in item || 'review' in item || 'status' in item)).toBe(false);
});
