import { agencyCreatedV1, membershipChangedV1 } from '@wadah/contracts';
import { cryptoBox, type SealedText } from '@wadah/service';
import { eventually } from '@wadah/testing';
import type { LiveSeller } from '../src/domain/seller.ts';
import { startSeller, type World } from './support/start.ts';

let world: World;
const agencyId = 'agy_dinas-pertanian';

const application = {
  name: 'Koperasi Gula Aren',
  regency: '36.02',
  agencyId,
  owner: { name: 'Ujang Suhendar', nik: '3602161403789901' },
  phone: '+6280000001348',
  nib: '9900382258049',
  npwp: '0990001760180303',
  bankAccount: { bank: 'bank_banten', number: '0009120417', holder: 'Koperasi Gula Aren' },
};

let people = 0;
const newPerson = (): { accountId: string; token: string } => {
  people += 1;
  const accountId = `acc_${people}`;
  return { accountId, token: world.person(accountId) };
};

const apply = async (body: object = application) => {
  const founder = newPerson();
  const made = await world.call('POST /v1/sellers', { token: founder.token, body });
  const sellerId: string = made.body.sellerId;
  return { ...founder, sellerId, made, owner: world.owner(founder.accountId, sellerId) };
};

const etagFor = async (sellerId: string, token: string): Promise<string> =>
  (await world.call(`GET /v1/sellers/${sellerId}/application`, { token })).headers.get('etag') ?? '';

const verify = async (sellerId: string, body: object = { decision: 'approve', level: 'L2' }) => {
  const token = world.curator(agencyId);
  return world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body, ifMatch: await etagFor(sellerId, token) });
};

const verified = async () => {
  const seller = await apply();
  expect((await verify(seller.sellerId)).status).toBe(200);
  return seller;
};

beforeAll(async () => {
  world = await startSeller();
  await world.createAgency(agencyId);
  await eventually('the agency is known', async () => (await apply()).made.status === 201 || undefined);
});

afterAll(() => world.stop());

test('an application is answered with its id, told once, and shown masked', async () => {
  const { sellerId, made, owner, accountId } = await apply();
  expect([made.status, made.body.status, made.headers.get('location')]).toEqual([201, 'applied', `/v1/sellers/${sellerId}/application`]);
  const [event] = await world.events.waitFor('seller.applied.v1', { subject: sellerId });
  expect(event?.data).toEqual({ sellerId, agencyId, founderAccountId: accountId, again: false });
  const shown = await world.call(`GET /v1/sellers/${sellerId}/application`, { token: owner });
  expect(shown.body).toMatchObject({ owner: { nik: '••••••••••••9901' }, npwp: '••••••••••••0303', bankAccount: { number: '••••••0417' } });
});

test('an owner reads in the account’s own language where the application stands', async () => {
  const { sellerId, accountId } = await apply();
  const path = `GET /v1/sellers/${sellerId}/application`;
  const memberships = [{ organisationId: sellerId, kind: 'seller', role: 'seller_owner' }] as const;
  const texts = async (locale: 'id' | 'en') =>
    (await world.call(path, { token: world.keys.user({ accountId, memberships: [...memberships], locale }) })).body;
  expect(await texts('en')).toMatchObject({
    statusText: 'Waiting to be verified',
    applicationStatusText: 'Waiting for a curator’s decision',
  });
  expect(await texts('id')).toMatchObject({ statusText: 'Menunggu diverifikasi', applicationStatusText: 'Menunggu keputusan kurator' });
});

test('no personal number stands in the clear in the database', async () => {
  const { sellerId } = await apply();
  const stored = JSON.stringify(await world.service.chassis.mongo.collection('sellers').findOne({ _id: sellerId }));
  for (const number of [application.owner.nik, application.npwp, application.bankAccount.number]) expect(stored).not.toContain(number);
});

test('a sealed number opens in its own seller’s field and in no other', async () => {
  const [one, other] = [await apply(), await apply()];
  const { DATA_KEY, OLD_DATA_KEYS, HASH_KEY } = world.service.chassis.config;
  const box = cryptoBox({ dataKey: DATA_KEY, oldDataKeys: OLD_DATA_KEYS, hashKey: HASH_KEY });
  const sellers = world.service.chassis.mongo.collection<{ _id: string; state: LiveSeller }>('sellers');
  const stored = await sellers.findOne({ _id: one.sellerId });
  const sealed = stored?.state.application.statement.owner.nik.sealed as SealedText;
  expect(box.open(sealed, `${one.sellerId}:nik`)).toBe(application.owner.nik);
  for (const place of [`${other.sellerId}:nik`, `${one.sellerId}:npwp`]) expect(() => box.open(sealed, place)).toThrow();
});

test('the same key twice makes one application', async () => {
  const { token } = newPerson();
  const key = crypto.randomUUID();
  const first = await world.call('POST /v1/sellers', { token, body: application, key });
  const again = await world.call('POST /v1/sellers', { token, body: application, key });
  expect([again.status, again.body]).toEqual([201, first.body]);
});

test('an account has one open application', async () => {
  const { token } = await apply();
  const second = await world.call('POST /v1/sellers', { token, body: application });
  expect([second.status, second.body.code]).toEqual([409, 'application-open']);
});

test('eight applications of one account at once leave one', async () => {
  const { token } = newPerson();
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.call('POST /v1/sellers', { token, body: application })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
});

test('an agency that is not known is refused and may be tried again', async () => {
  const { token } = newPerson();
  const answer = await world.call('POST /v1/sellers', { token, body: { ...application, agencyId: 'agy_later' } });
  expect([answer.status, answer.body.code]).toEqual([409, 'organisation-unknown']);
  await world.createAgency('agy_later');
  await eventually('the agency has arrived', async () => {
    const again = await world.call('POST /v1/sellers', { token, body: { ...application, agencyId: 'agy_later' } });
    return again.status === 201 || undefined;
  });
});

test('a duplicate and an older event of an agency change nothing', async () => {
  const named = (name: string) =>
    agencyCreatedV1.from({ subject: 'agy_twice', time: new Date(), data: { agencyId: 'agy_twice', code: 'twice', name } });
  await world.world.publish(named('Baru'), { sequence: 2, id: 'e2' });
  await world.world.publish(named('Lama'), { sequence: 1, id: 'e1' });
  await world.world.publish(named('Baru'), { sequence: 2, id: 'e2' });
  const { token } = newPerson();
  await eventually(
    'the agency is known',
    async () =>
      (await world.call('POST /v1/sellers', { token, body: { ...application, agencyId: 'agy_twice' } })).status === 201 || undefined,
  );
  const row = await world.service.chassis.mongo.collection<{ _id: string; name: string }>('agencies').findOne({ _id: 'agy_twice' });
  expect(row?.name).toBe('Baru');
});

test.each([
  ['a NIK of 15 digits', { owner: { name: 'Ujang', nik: '360216140378990' } }, 'owner.nik'],
  ['a NIK without a day of birth', { owner: { name: 'Ujang', nik: '3602169913789901' } }, 'owner.nik'],
  ['a NIB of 12 digits', { nib: '990038225804' }, 'nib'],
  ['an NPWP with letters', { npwp: '0990001760A80303' }, 'npwp'],
  ['an unknown bank', { bankAccount: { ...application.bankAccount, bank: 'bank_x' } }, 'bankAccount.bank'],
  ['an account of 5 digits', { bankAccount: { ...application.bankAccount, number: '12345' } }, 'bankAccount.number'],
  ['a regency outside Banten', { regency: '32.04' }, 'regency'],
  ['an operator where a string belongs', { name: { $gt: '' } }, 'name'],
  ['a name of two lines', { name: 'Gula Aren\nTransfer ke 123' }, 'name'],
  ['a name that turns its reading', { owner: { name: 'Ujang\u202e', nik: '3602161403789901' } }, 'owner.name'],
  ['an unknown field', { admin: true }, 'admin'],
])('%s is refused with its path', async (_what, change, path) => {
  const { made } = await apply({ ...application, ...change });
  expect([made.status, made.body.code]).toEqual([400, 'validation-failed']);
  expect(made.body.errors.map((fault: { path: string }) => fault.path)).toContain(`body.${path}`);
});

test('the curator of the agency finds the application in the queue, approves what was read, and it is told once', async () => {
  const { sellerId } = await apply();
  const queue = await world.call('GET /v1/curation/sellers?limit=100', { token: world.curator(agencyId) });
  expect(queue.body.items.map((item: { sellerId: string }) => item.sellerId)).toContain(sellerId);
  const decided = await verify(sellerId);
  expect(decided.body).toMatchObject({ status: 'verified', level: 'L2', review: { decision: 'approve' } });
  const [event] = await world.events.waitFor('seller.verified.v1', { subject: sellerId });
  expect(event?.data).toMatchObject({ sellerId, agencyId, name: application.name, regency: '36.02', level: 'L2' });
});

test('nobody approves what they did not read', async () => {
  const { sellerId } = await apply();
  const token = world.curator(agencyId);
  const body = { decision: 'approve', level: 'L2' };
  expect((await world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body })).status).toBe(428);
  expect((await world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body, ifMatch: '"99"' })).status).toBe(412);
});

test('a second decision is refused', async () => {
  const { sellerId } = await verified();
  const again = await verify(sellerId, { decision: 'reject', note: 'Berubah pikiran' });
  expect([again.status, again.body.code]).toEqual([409, 'already-decided']);
});

test('another agency’s curator does not see the application, and a curator with a share in it may not decide', async () => {
  const { sellerId } = await apply();
  const body = { decision: 'approve', level: 'L2' };
  const foreign = await world.call(`POST /v1/sellers/${sellerId}/verification`, {
    token: world.curator('agy_other'),
    body,
    ifMatch: '"1"',
  });
  expect([foreign.status, foreign.body.code]).toEqual([404, 'seller-not-found']);
  const both = world.person(
    'acc_both',
    { organisationId: agencyId, kind: 'agency', role: 'curator' },
    { organisationId: sellerId, kind: 'seller', role: 'seller_staff' },
  );
  const own = await world.call(`POST /v1/sellers/${sellerId}/verification`, { token: both, body, ifMatch: '"1"' });
  expect([own.status, own.body.code]).toEqual([403, 'own-case']);
});

test('a returned application says why, to its owner and to the mail, and may be made again', async () => {
  const { sellerId, owner } = await apply();
  await verify(sellerId, { decision: 'return', reasons: [{ field: 'npwp', reason: 'Nomor tidak cocok' }] });
  const shown = await world.call(`GET /v1/sellers/${sellerId}/application`, { token: owner });
  expect(shown.body).toMatchObject({ status: 'returned', review: { reasons: [{ field: 'npwp', reason: 'Nomor tidak cocok' }] } });
  const token = world.keys.service({ service: 'notification', audience: 'seller', scope: 'internal:reviews.read' });
  const told = await world.call(`GET /internal/sellers/${sellerId}/review`, { token }, world.service.internalUrl);
  expect(told.body).toMatchObject({
    name: application.name,
    decision: 'return',
    reasons: [{ field: 'npwp', reason: 'Nomor tidak cocok' }],
  });
  const again = await world.call(`POST /v1/sellers/${sellerId}/application`, {
    token: owner,
    body: { ...application, name: 'Koperasi Gula Aren Baru' },
  });
  expect(again.body).toMatchObject({ status: 'applied', applicationStatus: 'open', name: 'Koperasi Gula Aren Baru' });
  const [first, second] = await world.events.waitFor('seller.applied.v1', { subject: sellerId, count: 2 });
  expect([first?.data['again'], second?.data['again']]).toEqual([false, true]);
});

test('a NIK that another seller gave is a flag for the curator and nothing the owner sees', async () => {
  const shared = { ...application, owner: { name: 'Ujang Suhendar', nik: '3602161403785555' } };
  const [one, two] = [await apply(shared), await apply(shared)];
  const forCurator = await world.call(`GET /v1/sellers/${two.sellerId}/application`, { token: world.curator(agencyId) });
  expect(forCurator.body.flags.find((flag: { field: string }) => flag.field === 'nik').sellerIds).toContain(one.sellerId);
  expect((await world.call(`GET /v1/sellers/${two.sellerId}/application`, { token: two.owner })).body.flags).toBeUndefined();
});

test('only a verified seller is shown to everybody', async () => {
  const { sellerId } = await apply();
  expect((await world.call(`GET /v1/sellers/${sellerId}`)).status).toBe(404);
  await verify(sellerId);
  const shown = await world.call(`GET /v1/sellers/${sellerId}`);
  expect(shown.body).toEqual({ sellerId, name: application.name, regency: '36.02', agencyId, level: 'L2', deliveryMethods: [] });
  const listed = await world.call('GET /v1/sellers?regency=36.02&limit=100');
  expect(listed.body.items.map((item: { sellerId: string }) => item.sellerId)).toContain(sellerId);
});

test('delivery methods are told to the others, and the same again is told to nobody', async () => {
  const { sellerId, owner } = await verified();
  const methods = [
    { method: 'courier', priceRupiah: 18_000 },
    { method: 'own_delivery', priceRupiah: 10_000, regencies: ['36.02'] },
  ];
  for (const _time of [1, 2]) {
    expect(
      (await world.call(`PUT /v1/sellers/${sellerId}/delivery-methods`, { token: owner, body: { methods } })).body.deliveryMethods,
    ).toEqual(methods);
  }
  await world.call(`POST /v1/sellers/${sellerId}/suspension`, { token: world.operator, body: { reason: 'Uji' } });
  await world.events.waitFor('seller.suspended.v1', { subject: sellerId });
  expect(world.events.of('seller.profile-changed.v1', sellerId).map(({ data }) => data['deliveryMethods'])).toEqual([methods]);
});

test('suspension and reinstatement follow who imposed them', async () => {
  const { sellerId, owner } = await verified();
  const suspended = await world.call(`POST /v1/sellers/${sellerId}/suspension`, {
    token: world.operator,
    body: { reason: 'Laporan pembeli' },
  });
  expect(suspended.body).toMatchObject({ status: 'suspended', suspension: { by: 'operator', reason: 'Laporan pembeli' } });
  expect((await world.call(`GET /v1/sellers/${sellerId}`)).status).toBe(404);
  const methods = await world.call(`PUT /v1/sellers/${sellerId}/delivery-methods`, { token: owner, body: { methods: [] } });
  expect(methods.body).toMatchObject({ code: 'seller-state', status: 409, currentStatus: 'suspended' });
  const byCurator = await world.call(`POST /v1/sellers/${sellerId}/reinstatement`, {
    token: world.curator(agencyId),
    body: { reason: 'Selesai' },
  });
  expect([byCurator.status, byCurator.body.code]).toEqual([403, 'operator-suspension']);
  const lifted = await world.call(`POST /v1/sellers/${sellerId}/reinstatement`, { token: world.operator, body: { reason: 'Selesai' } });
  expect(lifted.body.status).toBe('verified');
  await world.events.waitFor('seller.reinstated.v1', { subject: sellerId });
});

test('an approval while suspended puts nothing back on sale: it is told as a change of the profile', async () => {
  const { sellerId, owner } = await verified();
  await world.call(`POST /v1/sellers/${sellerId}/suspension`, { token: world.operator, body: { reason: 'Laporan pembeli' } });
  await world.call(`POST /v1/sellers/${sellerId}/application`, { token: owner, body: { ...application, name: 'Nama Baru' } });
  expect((await verify(sellerId)).body).toMatchObject({ status: 'suspended', applicationStatus: 'approved' });
  const [changed] = await world.events.waitFor('seller.profile-changed.v1', { subject: sellerId });
  expect(changed?.data).toMatchObject({ sellerId, name: 'Nama Baru' });
  expect(world.events.of('seller.verified.v1', sellerId)).toHaveLength(1);
});

test('a curator who founds a seller does not decide it with the token from before', async () => {
  const membership = { organisationId: agencyId, kind: 'agency', role: 'curator' } as const;
  const token = world.person(`acc_founding-curator`, membership);
  const { sellerId } = (await world.call('POST /v1/sellers', { token, body: application })).body;
  const body = { decision: 'approve', level: 'L2' };
  const own = await world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body, ifMatch: '"1"' });
  expect([own.status, own.body.code]).toEqual([403, 'own-case']);
});

test('a curator who has joined a seller does not decide it with the token from before, whatever order the events come in', async () => {
  const { sellerId } = await apply();
  const accountId = 'acc_joining-curator';
  const token = world.person(accountId, { organisationId: agencyId, kind: 'agency', role: 'curator' });
  const changed = (role?: 'seller_staff') =>
    membershipChangedV1.from({
      subject: sellerId,
      time: new Date(),
      data: { accountId, organisationId: sellerId, organisationKind: 'seller', ...(role === undefined ? {} : { role }) },
    });
  const body = { decision: 'approve', level: 'L2' };
  const decide = async () => (await world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body, ifMatch: '"99"' })).body.code;
  expect(await decide()).not.toBe('own-case');
  await world.world.publish(changed('seller_staff'), { sequence: 3, id: 'joined' });
  await world.world.publish(changed('seller_staff'), { sequence: 3, id: 'joined' });
  await world.world.publish(changed(), { sequence: 2, id: 'left-before' });
  await eventually('the membership has arrived', async () => (await decide()) === 'own-case' || undefined);
});

test('a stranger changes nothing and learns nothing', async () => {
  const { sellerId } = await verified();
  const { token } = newPerson();
  for (const operation of [
    `GET /v1/sellers/${sellerId}/application`,
    `PATCH /v1/sellers/${sellerId}`,
    `PUT /v1/sellers/${sellerId}/delivery-methods`,
    `POST /v1/sellers/${sellerId}/suspension`,
  ]) {
    const bodies: Record<string, object> = { PATCH: { story: 'x' }, PUT: { methods: [] }, POST: { reason: 'x' } };
    const body = bodies[operation.split(' ')[0] ?? ''];
    const answer = await world.call(operation, { token, ...(body === undefined ? {} : { body }) });
    expect([operation, answer.status, answer.body.code]).toEqual([operation, 404, 'seller-not-found']);
  }
  expect((await world.call('GET /v1/curation/sellers', { token })).status).toBe(403);
});

test('no list of sellers scans the collection', async () => {
  const sellers = world.service.chassis.mongo.collection('sellers');
  const filters = [{ status: 'verified' }, { status: 'verified', regency: '36.02' }, { nikHash: 'x' }, { bankAccountHash: 'x' }];
  for (const filter of filters) {
    const plan = JSON.stringify(await sellers.find(filter).sort({ _id: 1 }).limit(21).explain('queryPlanner'));
    expect([filter, plan.includes('COLLSCAN')]).toEqual([filter, false]);
  }
});
