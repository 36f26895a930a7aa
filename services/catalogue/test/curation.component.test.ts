import { membershipChangedV1 } from '@wadah/contracts';
import { connectMongo, decisionLog, newDecision } from '@wadah/mongo';
import { eventually } from '@wadah/testing';
import { randomUUID } from 'node:crypto';
import { draft, draftBody, newAgency, newCategory, newShop, publish, review, type Shop } from './support/listings.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let shop: Shop;

beforeAll(async () => {
  world = await startWorld();
  shop = await newShop(world);
});

afterAll(() => world.stop());

const submittedIn = async ({ sellerId, categoryId }: Shop): Promise<string> => {
  const made = await draft(world, sellerId, draftBody(sellerId, categoryId));
  await world.call(`POST /v1/listings/${made.listingId}/submission`, { token: world.staff(sellerId) });
  return made.listingId;
};

const approve = async (listingId: string, token: string, body: object = { decision: 'approve', note: 'Lengkap' }) => {
  const read = await world.call(`GET /v1/curation/listings/${listingId}`, { token });
  return world.call(`POST /v1/listings/${listingId}/review`, { token, body, ifMatch: read.headers.get('etag') ?? '"0"' });
};

const change = (thing: string, body: object, more: { readonly token?: string; readonly ifMatch?: string } = {}) =>
  world.call(`PATCH /v1/${thing}`, { token: world.operator, body, ...more });

const queueOf = async (agencyId: string): Promise<readonly any[]> =>
  (await world.call('GET /v1/curation/listings?limit=100', { token: world.curator(agencyId) })).body.items;

const kept = (subjectId: string, count: number) =>
  eventually(`${count} decisions on ${subjectId} are kept`, async () => {
    const found = await world.decisionsOn(subjectId);
    return found.length === count ? found : undefined;
  });

test('an operator renames an agency: told once, recorded with before and after, and stale writes are refused', async () => {
  const agencyId = await newAgency(world);
  const renamed = await change(`agencies/${agencyId}`, { name: 'Dinas Pangan' });
  expect(renamed).toMatchObject({ status: 200, body: { agencyId, name: 'Dinas Pangan' } });
  expect(await change(`agencies/${agencyId}`, { name: 'Dinas Pangan' })).toMatchObject({ status: 200 });
  expect(await change(`agencies/${agencyId}`, { name: 'Lain' }, { ifMatch: '"1"' })).toMatchObject({ status: 412 });
  const last = await change(`agencies/${agencyId}`, { name: 'Dinas Pangan Banten' }, { ifMatch: renamed.headers.get('etag') ?? '' });
  expect(last.status).toBe(200);
  const told = await world.events.waitFor('agency.changed.v1', { subject: agencyId, count: 2 });
  expect(told.map(({ data }) => data['name'])).toEqual(['Dinas Pangan', 'Dinas Pangan Banten']);
  expect(await kept(agencyId, 3)).toMatchObject([
    { action: 'agency_changed', before: { name: 'Dinas Pangan' }, after: { name: 'Dinas Pangan Banten' } },
    { action: 'agency_changed', actorId: 'acc_operator', actorRole: 'operator', before: { name: 'Dinas Pertanian' } },
    { action: 'agency_created', before: {}, after: { name: 'Dinas Pertanian' } },
  ]);
});

test('agencies and categories are the operator’s alone to change, and unknown ones are told so', async () => {
  for (const [thing, body, code] of [
    [`agencies/${shop.agencyId}`, { name: 'x' }, 'forbidden'],
    [`categories/${shop.categoryId}`, { agencyId: 'agy_x' }, 'forbidden'],
  ] as const) {
    expect(await change(thing, body, { token: world.curator(shop.agencyId) })).toMatchObject({ status: 403, body: { code } });
    expect((await world.call(`PATCH /v1/${thing}`, { body })).status).toBe(401);
  }
  expect(await change('agencies/agy_unknown', { name: 'x' })).toMatchObject({ status: 404, body: { code: 'agency-not-found' } });
  expect(await change('categories/cat_unknown', { agencyId: shop.agencyId })).toMatchObject({ body: { code: 'category-not-found' } });
  const nowhere = await change(`categories/${shop.categoryId}`, { agencyId: 'agy_unknown' });
  expect(nowhere).toMatchObject({ status: 404, body: { code: 'agency-not-found' } });
  expect((await change(`categories/${shop.categoryId}`, { code: 'lain' })).status).toBe(400);
});

test('a category that moves takes its queue and its authority along at once', async () => {
  const moving = await newShop(world);
  const listingId = await submittedIn(moving);
  const target = await newAgency(world);
  expect((await queueOf(moving.agencyId)).map(({ listingId: id }) => id)).toEqual([listingId]);
  const readBefore = await world.call(`GET /v1/curation/listings/${listingId}`, { token: world.curator(moving.agencyId) });
  expect((await change(`categories/${moving.categoryId}`, { agencyId: target })).status).toBe(200);
  expect([await queueOf(moving.agencyId), (await queueOf(target)).map(({ listingId: id }) => id)]).toEqual([[], [listingId]]);
  const late = await world.call(`POST /v1/listings/${listingId}/review`, {
    token: world.curator(moving.agencyId),
    body: { decision: 'approve', note: '' },
    ifMatch: readBefore.headers.get('etag') ?? '',
  });
  expect(late).toMatchObject({ status: 404, body: { code: 'listing-not-found' } });
  const decided = await eventually('the listing has followed, so that its version rests', async () => {
    const answer = await approve(listingId, world.curator(target));
    return answer.status !== 412 && answer;
  });
  expect(decided).toMatchObject({ status: 200, body: { status: 'published' } });
  const [told] = await world.events.waitFor('category.changed.v1', { subject: moving.categoryId });
  expect(told?.data).toMatchObject({ agencyId: target, name: { id: 'Gula aren' } });
  expect(await kept(moving.categoryId, 2)).toMatchObject([
    { action: 'category_changed', before: { agencyId: moving.agencyId }, after: { agencyId: target } },
    { action: 'category_created' },
  ]);
});

test('a published listing’s page, words and events follow its category', async () => {
  const moving = await newShop(world);
  const { listingId } = await publish(world, moving);
  const target = await newAgency(world);
  await change(`categories/${moving.categoryId}`, { agencyId: target, name: { en: 'Arenga treasure' } });
  await eventually('the page names the new agency', async () => {
    return (await world.call(`GET /v1/listings/${listingId}`)).body.agencyId === target;
  });
  await eventually('the new name is found', async () => {
    const { items } = (await world.call('GET /v1/listings?query=treasure')).body;
    return items.some((item: { listingId: string }) => item.listingId === listingId);
  });
  const [changed] = await world.events.waitFor('listing.changed.v1', { subject: listingId });
  expect(changed?.data).toMatchObject({ agencyId: target });
});

test('the queue shows its age, longest waiting first', async () => {
  const waiting = await newShop(world);
  const ids = [await submittedIn(waiting), await submittedIn(waiting), await submittedIn(waiting)];
  const items = await queueOf(waiting.agencyId);
  expect(items.map(({ listingId }) => listingId)).toEqual(ids);
  expect(items.every(({ submittedAt }) => Date.parse(submittedAt) <= Date.now())).toBe(true);
  const first = (await world.call('GET /v1/curation/listings?limit=2', { token: world.curator(waiting.agencyId) })).body;
  const rest = await world.call(`GET /v1/curation/listings?limit=2&cursor=${first.nextCursor}`, { token: world.curator(waiting.agencyId) });
  expect(rest.body.items.map(({ listingId }: any) => listingId)).toEqual([ids[2]]);
});

test('where the category asks for four eyes a second curator must agree, and the first is not the second', async () => {
  const strict = await newShop(world);
  await change(`categories/${strict.categoryId}`, { secondCuratorFrom: '2026-01-01' });
  const listingId = await submittedIn(strict);
  const first = await approve(listingId, world.curator(strict.agencyId));
  expect(first).toMatchObject({ status: 200, body: { status: 'submitted', firstApprovalAt: expect.any(String) } });
  const own = await world.call(`GET /v1/sellers/${strict.sellerId}/listings/${listingId}`, { token: world.staff(strict.sellerId) });
  expect(own.body.firstApprovalAt).toBeUndefined();
  expect(await approve(listingId, world.curator(strict.agencyId))).toMatchObject({ status: 409, body: { code: 'second-curator-needed' } });
  const second = await approve(listingId, world.secondCurator(strict.agencyId), { decision: 'approve', note: 'Setuju' });
  expect(second).toMatchObject({ status: 200, body: { status: 'published' } });
  expect(await kept(listingId, 2)).toMatchObject([
    {
      action: 'listing_published',
      actorId: 'acc_second-curator',
      reason: 'Setuju',
      before: { status: 'submitted' },
      after: { status: 'published' },
    },
    { action: 'listing_approval_given', actorId: `acc_curator_${strict.agencyId}`, reason: 'Lengkap' },
  ]);
});

test('where four eyes are asked for, an approval by the agency that a category has left counts no more', async () => {
  const moving = await newShop(world);
  await change(`categories/${moving.categoryId}`, { secondCuratorFrom: '2026-01-01' });
  const listingId = await submittedIn(moving);
  expect((await approve(listingId, world.curator(moving.agencyId))).body).toMatchObject({ status: 'submitted' });
  const target = await newAgency(world);
  await change(`categories/${moving.categoryId}`, { agencyId: target });
  const settled = (token: string) =>
    eventually('the listing has followed, so that its version rests', async () => {
      const answer = await approve(listingId, token);
      return answer.status === 412 ? undefined : answer;
    });
  expect((await settled(world.curator(target))).body).toMatchObject({ status: 'submitted' });
  expect((await settled(world.secondCurator(target))).body).toMatchObject({ status: 'published' });
  expect(await kept(listingId, 3)).toMatchObject([
    { action: 'listing_published', before: { agencyId: target } },
    { action: 'listing_approval_given', before: { agencyId: target } },
    { action: 'listing_approval_given', before: { agencyId: moving.agencyId } },
  ]);
});

test('a return is recorded with its reason for each field', async () => {
  const listingId = await submittedIn(shop);
  await review(world, listingId, shop.agencyId, {
    decision: 'return',
    reasons: [{ field: 'title', reason: 'Terlalu umum' }],
    note: 'Perbaiki',
  });
  expect(await kept(listingId, 1)).toMatchObject([
    { action: 'listing_returned', reason: 'Perbaiki\ntitle: Terlalu umum', after: { status: 'returned' } },
  ]);
});

test('a curator who has joined the seller does not decide with the token from before, whatever order the events come in', async () => {
  const listingId = await submittedIn(shop);
  const { sellerId, agencyId } = shop;
  const accountId = 'acc_joining-curator';
  const token = world.person(accountId, { organisationId: agencyId, kind: 'agency', role: 'curator' });
  const changed = (role?: 'seller_staff') =>
    membershipChangedV1.from({
      subject: sellerId,
      time: new Date(),
      data: { accountId, organisationId: sellerId, organisationKind: 'seller', ...(role === undefined ? {} : { role }) },
    });
  const decide = async () =>
    (await world.call(`POST /v1/listings/${listingId}/review`, { token, body: { decision: 'approve', note: '' }, ifMatch: '"99"' })).body
      .code;
  expect(await decide()).toBe('version-stale');
  await world.others.publish(changed('seller_staff'), { sequence: 3, id: 'joined' });
  await world.others.publish(changed('seller_staff'), { sequence: 3, id: 'joined' });
  await world.others.publish(changed(), { sequence: 2, id: 'left-before' });
  await eventually('the membership has arrived', async () => (await decide()) === 'own-case');
});

test('a decision that is kept is changed by nobody, the service itself included', async () => {
  const own = await connectMongo({ url: world.names.stack.mongoServiceUrl('catalogue'), appName: 'catalogue-test' });
  const subjectId = `lst_${randomUUID()}`;
  const decision = { subjectId, action: 'listing_published', actorId: 'acc_1', actorRole: 'curator', reason: '', at: new Date() } as const;
  await decisionLog(own).record(newDecision({ ...decision, before: {}, after: {} }));
  const records = own.records<{ _id: string; subjectId: string; reason: string }>('decisions');
  await expect(records.updateOne({ subjectId }, { $set: { reason: 'Lain' } })).rejects.toThrow(/not authorized/);
  await expect(records.deleteOne({ subjectId })).rejects.toThrow(/not authorized/);
  await expect(records.drop()).rejects.toThrow(/not authorized/);
  await own.close();
});

test('the same creation under one key is recorded once', async () => {
  const parentId = await newCategory(world, shop.agencyId);
  const body = { code: 'sekali-saja', agencyId: shop.agencyId, parentId, name: { id: 'Sekali', en: 'Once' }, kinds: ['goods'] };
  const [one, two] = [
    await world.call('POST /v1/categories', { token: world.operator, body, key: 'create-it-once' }),
    await world.call('POST /v1/categories', { token: world.operator, body, key: 'create-it-once' }),
  ];
  expect([one.status, two.body]).toEqual([201, one.body]);
  expect(await kept(one.body.categoryId, 1)).toMatchObject([{ action: 'category_created', actorId: 'acc_operator' }]);
});
