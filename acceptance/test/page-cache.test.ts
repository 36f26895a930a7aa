import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clockAhead, MINUTE_MS } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { call, must, type Answer } from './support/http.ts';
import { newBuyer, sellerOf, type Buyer } from './support/people.ts';
import { newSeller, onSale, type NewSeller } from './support/selling.ts';

let seller: NewSeller;
let listing: any;
let buyer: Buyer;

beforeAll(async () => {
  [seller, buyer] = [await newSeller('dinas-pertanian'), await newBuyer()];
  listing = await onSale(seller, 'dinas-pertanian');
}, 60_000);
afterAll(() => clockAhead(0));

const cacheStatus = ({ headers }: Answer): string => headers.get('cache-status') ?? '';

/** As a browser asks that takes what is kept; our other suites ask for fresh pages. */
const keptOrNew = (operation: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  call(operation, { headers: { 'cache-control': 'max-age=60', ...headers } });

/** A purge makes pages short-lived for a second, so a page counts as kept once it is answered from the cache for longer than that. */
const kept = (operation: string): Promise<Answer> =>
  eventually(`${operation} to be kept`, async () => {
    const answer = await keptOrNew(operation);
    return /^wadah; hit; ttl=[1-9]/.test(cacheStatus(answer)) ? answer : undefined;
  });

const page = () => `GET /v1/listings/${listing.listingId}`;

test('a public page is kept, says so, and is the same for everybody; who asks for a fresh one gets a fresh one', async () => {
  const answer = await kept(page());
  expect(Number(answer.headers.get('age'))).toBeGreaterThanOrEqual(0);
  expect(answer.headers.get('cache-control')).toContain('public');
  const asBuyer = await call(page(), { token: buyer.token, headers: { 'cache-control': 'max-age=60' } });
  expect(asBuyer.body).toEqual(answer.body);
  const fresh = await call(page());
  expect([fresh.status, cacheStatus(fresh)]).toEqual([200, expect.stringContaining('fwd=request')]);
  const known = await keptOrNew(page(), { 'if-none-match': answer.headers.get('etag') ?? '' });
  expect([known.status, known.body]).toEqual([304, '']);
});

test('of two hundred who ask for a cold page at once one asks the service', async () => {
  await kept(`GET /v1/listings?query=${crypto.randomUUID()}`);
  const cold = `GET /v1/listings?query=${crypto.randomUUID()}`;
  const answers = await Promise.all(Array.from({ length: 200 }, () => keptOrNew(cold)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(answers.filter((answer) => cacheStatus(answer).includes('fwd-status=200'))).toHaveLength(1);
});

test('a new price stands on a kept page within a second', async () => {
  const { variantId } = listing.variants[0];
  await kept(page());
  for (const priceRupiah of [21_000, 22_000, 20_000]) {
    await must(`PUT /v1/listings/${listing.listingId}/variants/${variantId}/price`, { token: seller.token, body: { priceRupiah } });
    await eventually(
      `the price of ${priceRupiah}`,
      async () => (await keptOrNew(page())).body.variants[0].priceRupiah === priceRupiah,
      1_000,
    );
  }
});

test('what belongs to one person is never kept for another', async () => {
  const other = await newBuyer();
  for (const path of ['/v1/me', '/v1/orders', '/v1/sessions', '/v1/notifications']) {
    const answers = await Promise.all(
      [buyer, other].map(({ token }) => call(`GET ${path}`, { token, headers: { 'cache-control': 'max-age=60' } })),
    );
    for (const answer of answers) {
      expect([path, answer.status, cacheStatus(answer)]).toEqual([path, 200, '']);
      expect(answer.headers.get('cache-control')).toMatch(/no-store|private/);
    }
  }
  const [mine, theirs] = [await must('GET /v1/me', { token: buyer.token }), await must('GET /v1/me', { token: other.token })];
  expect(mine.accountId).not.toBe(theirs.accountId);
});

test('a draft of a seller is on no public page', async () => {
  const { sellerId, token } = await sellerOf('seller-01@wadah.test');
  const own = await call(`GET /v1/sellers/${sellerId}/listings?limit=1`, { token });
  expect([own.status, cacheStatus(own)]).toEqual([200, '']);
});

test('answers say what limit they count against and how much of it is left', async () => {
  for (const [operation, name] of [
    [page(), 'default'],
    ['GET /v1/listings?query=gula', 'search'],
    ['GET /v1/categories', 'default'],
  ] as const) {
    const { headers } = await keptOrNew(operation);
    expect(headers.get('ratelimit-policy')).toMatch(new RegExp(`^"${name}";q=\\d+;w=60$`));
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"${name}";r=\\d+;t=\\d+$`));
  }
  const wrong = await call('POST /v1/sessions', { body: { email: 'niemand@wadah.test', password: 'salah-salah-salah' } });
  expect(wrong.headers.get('ratelimit')).toMatch(/^"auth";r=\d+;t=\d+$/);
});

test('while catalogue is down its kept pages stand in, its other routes answer 503, and nobody else’s do', async () => {
  await kept(page());
  // Past its freshness, so that it is the old page that stands in.
  clockAhead(2 * MINUTE_MS);
  const back = promisify(execFile)(process.execPath, ['infra/demo/src/crash.ts', 'catalogue'], { timeout: 60_000 });
  const down = await eventually('catalogue to be down', async () => {
    const answer = await call(`GET /v1/listings/lst_${crypto.randomUUID()}`);
    return answer.status === 503 ? answer : undefined;
  });
  const [standIn, insisting, elsewhere] = await Promise.all([
    keptOrNew(page()),
    call(page()),
    call('GET /v1/orders', { token: buyer.token }),
  ]);
  await back;
  expect(down.body).toMatchObject({ code: 'upstream-unavailable' });
  expect(Number(down.headers.get('retry-after'))).toBeGreaterThan(0);
  expect([standIn.status, cacheStatus(standIn)]).toEqual([200, expect.stringContaining('detail=stale-if-error')]);
  expect(standIn.body.listingId).toBe(listing.listingId);
  expect([insisting.status, elsewhere.status]).toEqual([503, 200]);
  await eventually('catalogue to be back', async () => (await call(page())).status === 200);
});
