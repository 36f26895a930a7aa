import { draft, draftBody, goodsVariant, newCategory, newShop, publish, review, type Shop } from './support/listings.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let shop: Shop;
let listing: any;

beforeAll(async () => {
  world = await startWorld();
  shop = await newShop(world);
  listing = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
});

afterAll(() => world.stop());

const own = () => `/v1/sellers/${shop.sellerId}/listings`;

const submittedListing = async (): Promise<string> => {
  const made = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  await world.call(`POST /v1/listings/${made.listingId}/submission`, { token: world.staff(shop.sellerId) });
  return made.listingId;
};

const etagOf = async (listingId: string): Promise<string> =>
  (await world.call(`GET /v1/curation/listings/${listingId}`, { token: world.curator(shop.agencyId) })).headers.get('etag') ?? '';

test('a stranger learns nothing of a draft, whatever they try', async () => {
  const stranger = world.staff('sel_other');
  const { listingId, variants } = listing;
  const tries = [
    [`GET ${own()}/${listingId}`],
    [`PATCH /v1/listings/${listingId}`, { title: 'Milik saya' }],
    [`DELETE /v1/listings/${listingId}`],
    [`POST /v1/listings/${listingId}/submission`],
    [`POST /v1/listings/${listingId}/withdrawal`],
    [`PUT /v1/listings/${listingId}/variants/${variants[0].variantId}/price`, { priceRupiah: 1 }],
  ] as const;
  for (const [operation, body] of tries) {
    expect(await world.call(operation, { token: stranger, body })).toMatchObject({ status: 404, body: { code: 'listing-not-found' } });
  }
  expect(await world.call(`GET ${own()}`, { token: stranger })).toMatchObject({ status: 404, body: { code: 'seller-not-found' } });
  expect(await world.call('POST /v1/listings', { token: stranger, body: draftBody(shop.sellerId, shop.categoryId) })).toMatchObject({
    status: 404,
  });
  expect(await world.call(`GET ${own()}`)).toMatchObject({ status: 401 });
});

test('a role of another organisation opens nothing, however strong', async () => {
  const both = world.person(
    'acc_both',
    { organisationId: shop.sellerId, kind: 'seller', role: 'planner' },
    { organisationId: 'sel_other', kind: 'seller', role: 'seller_owner' },
  );
  expect(await world.call(`GET ${own()}`, { token: both })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await world.call(`PATCH /v1/listings/${listing.listingId}`, { token: both, body: { title: 'Milik saya' } })).toMatchObject({
    status: 403,
  });
});

test('a listing sees its own seller’s path alone', async () => {
  const two = world.person(
    'acc_two',
    { organisationId: shop.sellerId, kind: 'seller', role: 'seller_owner' },
    { organisationId: 'sel_two', kind: 'seller', role: 'seller_owner' },
  );
  expect((await world.call(`GET /v1/sellers/sel_two/listings/${listing.listingId}`, { token: two })).status).toBe(404);
  expect((await world.call(`GET ${own()}/${listing.listingId}`, { token: two })).status).toBe(200);
});

test('who decides must have read what they decide', async () => {
  const listingId = await submittedListing();
  const token = world.curator(shop.agencyId);
  const body = { decision: 'approve', note: '' };
  expect(await world.call(`POST /v1/listings/${listingId}/review`, { token, body })).toMatchObject({ status: 428 });
  expect(await world.call(`POST /v1/listings/${listingId}/review`, { token, body, ifMatch: '"1"' })).toMatchObject({
    status: 412,
    body: { code: 'version-stale' },
  });
  expect(await world.call(`POST /v1/listings/${listingId}/review`, { token, body, ifMatch: await etagOf(listingId) })).toMatchObject({
    status: 200,
  });
  expect(await review(world, listingId, shop.agencyId)).toMatchObject({ status: 409, body: { code: 'already-decided' } });
});

test('another agency’s curator sees no case, and nobody decides their own', async () => {
  const listingId = await submittedListing();
  const ifMatch = await etagOf(listingId);
  const body = { decision: 'approve', note: '' };
  const path = `POST /v1/listings/${listingId}/review`;
  expect(await world.call(path, { token: world.curator('agy_other'), body, ifMatch })).toMatchObject({ status: 404 });
  expect(await world.call(path, { token: world.staff(shop.sellerId), body, ifMatch })).toMatchObject({ status: 404 });
  const party = world.curator(shop.agencyId, { organisationId: shop.sellerId, kind: 'seller', role: 'seller_staff' });
  expect(await world.call(path, { token: party, body, ifMatch })).toMatchObject({ status: 403, body: { code: 'own-case' } });
  const queue = await world.call('GET /v1/curation/listings', { token: world.curator('agy_other') });
  expect(queue).toMatchObject({ status: 200, body: { items: [] } });
  expect((await world.call('GET /v1/curation/listings', { token: world.staff(shop.sellerId) })).status).toBe(403);
});

test('ten racing decisions make one', async () => {
  const listingId = await submittedListing();
  const ifMatch = await etagOf(listingId);
  const decisions = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      world.call(`POST /v1/listings/${listingId}/review`, {
        token: world.curator(shop.agencyId),
        body: { decision: index % 2 === 0 ? 'approve' : 'reject', note: 'Keputusan' },
        ifMatch,
      }),
    ),
  );
  expect(decisions.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(decisions.filter(({ status }) => status === 409 || status === 412)).toHaveLength(9);
});

test('a returned listing shows its reasons to its seller and to notification, is mended and submitted again', async () => {
  const listingId = await submittedListing();
  const reasons = [{ field: 'title', reason: 'Terlalu umum.' }];
  expect(await review(world, listingId, shop.agencyId, { decision: 'return', note: '' })).toMatchObject({
    status: 400,
    body: { code: 'reason-required' },
  });
  expect(await review(world, listingId, shop.agencyId, { decision: 'return', reasons, note: 'Sebut asalnya.' })).toMatchObject({
    status: 200,
    body: { status: 'returned' },
  });
  const token = world.staff(shop.sellerId);
  expect((await world.call(`GET ${own()}/${listingId}`, { token })).body.review).toMatchObject({
    decision: 'return',
    reasons,
    note: 'Sebut asalnya.',
  });

  const notification = world.keys.service({ service: 'notification', audience: 'catalogue', scope: 'internal:reviews.read' });
  const response = await fetch(`${world.service.internalUrl}/internal/listings/${listingId}/review`, {
    headers: { authorization: `Bearer ${notification}` },
  });
  expect(await response.json()).toMatchObject({ title: 'Gula aren cetak Cijaku', decision: 'return', reasons });
  expect((await world.call(`GET /internal/listings/${listingId}/review`, { token: notification })).status).not.toBe(200);
  const byUser = await fetch(`${world.service.internalUrl}/internal/listings/${listingId}/review`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(byUser.status).toBe(401);

  const patched = await world.call(`PATCH /v1/listings/${listingId}`, { token, body: { title: 'Gula aren Cijaku, Lebak' } });
  expect(patched).toMatchObject({ status: 200, body: { title: 'Gula aren Cijaku, Lebak', status: 'returned' } });
  expect(await world.call(`POST /v1/listings/${listingId}/submission`, { token })).toMatchObject({
    status: 200,
    body: { status: 'submitted' },
  });
  expect(await world.call(`PATCH /v1/listings/${listingId}`, { token, body: { title: 'Lagi' } })).toMatchObject({
    status: 409,
    body: { code: 'listing-not-editable' },
  });
});

test('a sku is unique within its seller, also between two listings at once', async () => {
  const body = () => draftBody(shop.sellerId, shop.categoryId, { variants: [goodsVariant({ sku: 'SAMA' })] });
  const token = world.staff(shop.sellerId);
  const answers = await Promise.all([1, 2, 3].map(() => world.call('POST /v1/listings', { token, body: body() })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('sku-taken');
  const other = await newShop(world);
  await draft(world, other.sellerId, draftBody(other.sellerId, other.categoryId, { variants: [goodsVariant({ sku: 'SAMA' })] }));
});

test('an edit replaces the variants; a removed one’s stock stays, off sale, and a new one opens its own', async () => {
  const made = await publish(world, shop, { variants: [goodsVariant(), goodsVariant()] });
  const token = world.staff(shop.sellerId);
  await world.call(`POST /v1/listings/${made.listingId}/withdrawal`, { token });
  const [kept, removed] = made.variants;
  const variants = [{ sku: kept.sku, name: 'Satu kilo', weightGrams: 1_010 }, goodsVariant({ stock: 4 })];
  const edited = await world.call(`PATCH /v1/listings/${made.listingId}`, { token, body: { variants } });
  expect(edited.body.variants).toMatchObject([
    { variantId: kept.variantId, name: 'Satu kilo', available: 10 },
    { available: 4, onHand: 4 },
  ]);
  const stocks = world.service.chassis.mongo.collection<any>('stocks');
  expect(await stocks.countDocuments({ listingId: made.listingId })).toBe(3);
  await world.call(`POST /v1/listings/${made.listingId}/submission`, { token });
  await review(world, made.listingId, shop.agencyId);
  await world.events.waitFor('listing.published.v1', { subject: made.listingId, count: 2 });
  const shown = await world.call(`GET /v1/listings/${made.listingId}`);
  expect(shown.body.variants).toHaveLength(2);
  expect((await stocks.findOne({ _id: removed.variantId })).onSale).toBe(false);
});

test('a draft is deleted once and for all; deleting it again is no error', async () => {
  const made = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId));
  const token = world.staff(shop.sellerId);
  expect((await world.call(`DELETE /v1/listings/${made.listingId}`, { token })).status).toBe(204);
  expect((await world.call(`DELETE /v1/listings/${made.listingId}`, { token })).status).toBe(204);
  expect((await world.call(`GET ${own()}/${made.listingId}`, { token })).status).toBe(404);
  expect((await world.call(`DELETE /v1/listings/${(await publish(world, shop)).listingId}`, { token })).status).toBe(409);
});

test('the same key drafts one listing, at once and later; another body under it is refused', async () => {
  const token = world.staff(shop.sellerId);
  const body = draftBody(shop.sellerId, shop.categoryId);
  const [one, two] = await Promise.all([1, 2].map(() => world.call('POST /v1/listings', { token, body, key: 'draft-it-once' })));
  expect([one?.status, two?.status].sort()).toEqual(expect.arrayContaining([201]));
  const again = await world.call('POST /v1/listings', { token, body, key: 'draft-it-once' });
  expect(again).toMatchObject({ status: 201, body: { listingId: expect.any(String) } });
  expect(
    await world.call('POST /v1/listings', { token, body: { ...body, title: 'Lain sama sekali' }, key: 'draft-it-once' }),
  ).toMatchObject({ status: 422 });
  const { items } = (await world.call(`GET ${own()}?limit=100`, { token })).body;
  expect(items.filter(({ variants }: any) => variants[0].sku === body.variants[0]!.sku)).toHaveLength(1);
});

test('the own list pages through every state, newest first', async () => {
  const token = world.staff(shop.sellerId);
  const whole = (await world.call(`GET ${own()}?limit=100`, { token })).body.items.map(({ listingId }: any) => listingId);
  expect(whole).toEqual([...whole].sort().reverse());
  const first = (await world.call(`GET ${own()}?limit=3`, { token })).body;
  const second = (await world.call(`GET ${own()}?limit=3&cursor=${first.nextCursor}`, { token })).body;
  expect([...first.items, ...second.items].map(({ listingId }: any) => listingId)).toEqual(whole.slice(0, 6));
  const drafts = (await world.call(`GET ${own()}?status=draft`, { token })).body.items;
  expect(new Set(drafts.map(({ status }: any) => status))).toEqual(new Set(['draft']));
});

test.each<[string, object, number, string]>([
  ['an unknown category', { categoryId: 'cat_unknown' }, 404, 'category-not-found'],
  [
    'a kind that the category does not take',
    { kind: 'service', variants: [{ sku: 'JASA', name: 'x', priceRupiah: 1, stock: 1 }] },
    422,
    'kind-not-in-category',
  ],
  ['goods without weight', { variants: [{ sku: 'RINGAN', name: 'x', priceRupiah: 1, stock: 1 }] }, 400, 'weight-required'],
])('%s is refused', async (_what, more, status, code) => {
  const answer = await world.call('POST /v1/listings', {
    token: world.staff(shop.sellerId),
    body: draftBody(shop.sellerId, shop.categoryId, more),
  });
  expect(answer).toMatchObject({ status, body: { code } });
});

test('a seller that is only applying drafts, and submits nothing yet', async () => {
  const { sellerAppliedV1 } = await import('@wadah/contracts');
  const sellerId = 'sel_applicant';
  await world.others.publish(
    sellerAppliedV1.from({
      subject: sellerId,
      time: new Date(),
      data: { sellerId, agencyId: 'agy_any', founderAccountId: 'acc_1', again: false },
    }),
  );
  const made = await draft(world, sellerId, draftBody(sellerId, shop.categoryId));
  const answer = await world.call(`POST /v1/listings/${made.listingId}/submission`, { token: world.staff(sellerId) });
  expect(answer).toMatchObject({ status: 409, body: { code: 'seller-not-verified' } });
  const unknown = await world.call('POST /v1/listings', {
    token: world.staff('sel_unknown'),
    body: draftBody('sel_unknown', shop.categoryId),
  });
  expect(unknown).toMatchObject({ status: 409, body: { code: 'organisation-unknown' } });
});

test.each<[string, string | undefined, object | undefined, number]>([
  ['an unknown field', undefined, { nickname: 'x' }, 400],
  ['an operator in place of text', undefined, { title: { $gt: '' } }, 400],
  ['a prototype key', '{"__proto__":{"admin":true},"title":"Judul"}', undefined, 400],
  ['a title beyond its length', undefined, { title: 'x'.repeat(151) }, 400],
  ['no variant at all', undefined, { variants: [] }, 400],
  ['broken JSON', '{"title":', undefined, 400],
  ['a body of a megabyte', undefined, { title: 'x'.repeat(1_000_000) }, 413],
])('%s is refused with a problem', async (_what, raw, body, status) => {
  const token = world.staff(shop.sellerId);
  const answer = await world.call(`PATCH /v1/listings/${listing.listingId}`, { token, ...(raw === undefined ? { body } : { raw }) });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test('agencies and categories are the operator’s to add, each code once', async () => {
  const agency = { code: 'dinas-khusus', name: 'Dinas Khusus' };
  expect((await world.call('POST /v1/agencies', { token: world.staff(shop.sellerId), body: agency })).status).toBe(403);
  const made = await world.call('POST /v1/agencies', { token: world.operator, body: agency });
  expect(made).toMatchObject({ status: 201, body: agency });
  expect(await world.call('POST /v1/agencies', { token: world.operator, body: agency })).toMatchObject({
    status: 409,
    body: { code: 'agency-code-taken' },
  });
  const [created] = await world.events.waitFor('agency.created.v1', { subject: made.body.agencyId });
  expect(created?.data).toEqual(made.body);

  const category = {
    code: 'kategori-khusus',
    agencyId: made.body.agencyId,
    name: { id: 'Khusus', en: 'Special' },
    kinds: ['goods', 'tour'],
  };
  const first = await world.call('POST /v1/categories', { token: world.operator, body: category });
  expect(first).toMatchObject({ status: 201, body: category });
  expect(await world.call('POST /v1/categories', { token: world.operator, body: category })).toMatchObject({
    status: 409,
    body: { code: 'category-code-taken' },
  });
  expect(
    await world.call('POST /v1/categories', { token: world.operator, body: { ...category, code: 'lain', agencyId: 'agy_unknown' } }),
  ).toMatchObject({ status: 404, body: { code: 'agency-not-found' } });
  expect(
    await world.call('POST /v1/categories', { token: world.operator, body: { ...category, code: 'lain', parentId: 'cat_unknown' } }),
  ).toMatchObject({ status: 404, body: { code: 'category-not-found' } });
  await world.events.waitFor('category.created.v1', { subject: first.body.categoryId });
  let parentId = first.body.categoryId;
  for (let depth = 2; depth <= 5; depth += 1) parentId = await newCategory(world, made.body.agencyId, { parentId });
  expect(
    await world.call('POST /v1/categories', { token: world.operator, body: { ...category, code: 'terlalu-dalam', parentId } }),
  ).toMatchObject({ status: 422, body: { code: 'category-too-deep' } });
});

test('everybody reads the eight regions, the agencies and the categories', async () => {
  const regions = (await world.call('GET /v1/regions')).body;
  expect(regions.items).toHaveLength(8);
  expect(regions.items[0]).toEqual({ code: '36.01', name: 'Kabupaten Pandeglang', kind: 'kabupaten', seat: 'Pandeglang' });
  const agencies = (await world.call('GET /v1/agencies?limit=1')).body;
  expect(agencies.items).toHaveLength(1);
  expect((await world.call(`GET /v1/agencies?limit=1&cursor=${agencies.nextCursor}`)).body.items[0].agencyId).not.toBe(
    agencies.items[0].agencyId,
  );
});
