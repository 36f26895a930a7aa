import { membershipChangedV1 } from '@wadah/contracts';
import { cryptoBox } from '@wadah/service';
import { eventually } from '@wadah/testing';
import { randomBytes } from 'node:crypto';
import { sellerStore } from '../src/adapters/mongo/seller.store.ts';
import { vault } from '../src/adapters/vault.ts';
import { resealNumbers } from '../src/app/reseal-numbers.ts';
import { agencyId, application, casesIn } from './support/cases.ts';
import { startSeller, type World } from './support/start.ts';

let world: World;
let cases: ReturnType<typeof casesIn>;
const bankAccount = { bank: 'bca', number: '7770001234', holder: 'Koperasi Gula Aren' };

beforeAll(async () => {
  world = await startSeller();
  await world.createAgency(agencyId);
  cases = casesIn(world);
});

afterAll(() => world.stop());

const disclose = (sellerId: string, body: object, token = world.curator(agencyId)) =>
  world.call(`POST /v1/sellers/${sellerId}/application/disclosure`, { token, body });

test.each([
  ['nik', application.owner.nik, 'seller_nik_disclosed'],
  ['npwp', application.npwp, 'seller_npwp_disclosed'],
  ['bankAccount', application.bankAccount.number, 'seller_bank_account_disclosed'],
])('the agency’s curator reads %s in the clear, recorded with the reason, kept by no cache', async (field, value, action) => {
  const { sellerId } = await cases.apply();
  const answer = await disclose(sellerId, { field, reason: 'Dibandingkan dengan KTP' });
  expect([answer.status, answer.body]).toEqual([200, { value }]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await world.decisionsOn(sellerId)).toMatchObject([
    { action, actorId: `acc_curator_${agencyId}`, actorRole: 'curator', reason: 'Dibandingkan dengan KTP' },
  ]);
});

test('nobody else reads a number in the clear, and nothing is recorded of the try', async () => {
  const { sellerId, owner } = await cases.apply();
  const body = { field: 'nik', reason: 'Ingin tahu' };
  for (const token of [owner, world.curator('agy_other'), world.operator, world.person('acc_stranger')])
    expect((await disclose(sellerId, body, token)).body).toMatchObject({ status: 404, code: 'seller-not-found' });
  const party = world.person(
    'acc_curator-and-staff',
    { organisationId: agencyId, kind: 'agency', role: 'curator' },
    { organisationId: sellerId, kind: 'seller', role: 'seller_staff' },
  );
  expect((await disclose(sellerId, body, party)).body).toMatchObject({ status: 403, code: 'own-case' });
  expect((await disclose(sellerId, { field: 'nik' })).status).toBe(400);
  expect((await disclose('sel_unknown', body)).status).toBe(404);
  expect(await world.decisionsOn(sellerId)).toEqual([]);
});

test('an agency that a seller has applied to reads its numbers while it decides, and no longer', async () => {
  const otherAgency = 'agy_dinas-pariwisata';
  await world.createAgency(otherAgency);
  const { sellerId, owner } = await cases.verified();
  await eventually('the other agency is known', async () => {
    const body = { ...application, agencyId: otherAgency };
    return (await world.call(`POST /v1/sellers/${sellerId}/application`, { token: owner, body })).status === 200;
  });
  const asked = (of: string) => disclose(sellerId, { field: 'nik', reason: 'Dibandingkan dengan KTP' }, world.curator(of));
  expect([(await asked(otherAgency)).status, (await asked(agencyId)).status]).toEqual([200, 200]);
  await cases.verify(sellerId, { decision: 'reject', note: 'Bukan di sini' }, world.curator(otherAgency));
  expect([(await asked(otherAgency)).status, (await asked(agencyId)).status]).toEqual([404, 200]);
});

test('a number that was never stated is told so, and nothing is recorded', async () => {
  const { sellerId } = await cases.apply({ npwp: undefined });
  expect((await disclose(sellerId, { field: 'npwp', reason: 'Cek' })).body).toMatchObject({ status: 404, code: 'number-not-stated' });
  expect(await world.decisionsOn(sellerId)).toEqual([]);
});

test('a curator who has joined the seller discloses nothing with the token from before', async () => {
  const { sellerId } = await cases.apply();
  const accountId = 'acc_joined';
  const data = { accountId, organisationId: sellerId, organisationKind: 'seller', role: 'seller_staff' } as const;
  await world.world.publish(membershipChangedV1.from({ subject: sellerId, time: new Date(), data }));
  const token = world.curator(agencyId, accountId);
  await eventually('the membership has arrived', async () => {
    return (await disclose(sellerId, { field: 'nik', reason: 'Cek' }, token)).body.code === 'own-case';
  });
});

const change = (sellerId: string, token: string, body: object = bankAccount) =>
  world.call(`PUT /v1/sellers/${sellerId}/bank-account`, { token, body });

test('a new account needs the password again, is masked, holds transfers for 48 hours, and is told once', async () => {
  const { sellerId, owner, confirmed } = await cases.verified();
  expect((await change(sellerId, owner)).body).toMatchObject({ status: 403, code: 'confirmation-required' });
  const before = Date.now();
  const changed = await change(sellerId, confirmed);
  expect(changed.body).toMatchObject({ sellerId, bankAccount: { bank: 'bca', number: '••••••1234' } });
  const until = Date.parse(changed.body.transfersHeldUntil);
  expect(until).toBeGreaterThanOrEqual(before + 172_800_000);
  expect(until).toBeLessThan(Date.now() + 172_800_000 + 1);
  expect((await change(sellerId, confirmed)).body).toEqual(changed.body);
  await world.call(`POST /v1/sellers/${sellerId}/suspension`, { token: world.operator, body: { reason: 'Uji' } });
  await world.events.waitFor('seller.suspended.v1', { subject: sellerId });
  expect(world.events.of('seller.bank-account-changed.v1', sellerId).map(({ data }) => data)).toEqual([
    { sellerId, transfersHeldUntil: changed.body.transfersHeldUntil },
  ]);
});

test('eight equal changes at once are one', async () => {
  const { sellerId, confirmed } = await cases.verified();
  const answers = await Promise.all(Array.from({ length: 8 }, () => change(sellerId, confirmed)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.transfersHeldUntil}`)).size).toBe(1);
});

test('the account is the owner’s alone to change', async () => {
  const { sellerId } = await cases.verified();
  const as = (organisationId: string, kind: string, role: string) =>
    world.keys.user({ accountId: 'acc_someone', memberships: [{ organisationId, kind, role }], confirmedAt: new Date() });
  expect((await change(sellerId, as(sellerId, 'seller', 'seller_staff'))).body).toMatchObject({ status: 403, code: 'forbidden' });
  for (const token of [as('sel_other', 'seller', 'seller_owner'), as(agencyId, 'agency', 'curator')])
    expect((await change(sellerId, token)).body).toMatchObject({ status: 404, code: 'seller-not-found' });
  expect((await change('sel_unknown', as('sel_unknown', 'seller', 'seller_owner'))).status).toBe(404);
  expect((await world.call(`PUT /v1/sellers/${sellerId}/bank-account`, { body: bankAccount })).status).toBe(401);
});

test('another account needs the password again also where it comes by a new application', async () => {
  const { sellerId, owner, confirmed } = await cases.verified();
  const apply = (token: string, body: object) => world.call(`POST /v1/sellers/${sellerId}/application`, { token, body });
  const { bankAccount: _left, ...without } = application;
  for (const body of [{ ...application, bankAccount }, without])
    expect((await apply(owner, body)).body).toMatchObject({ status: 403, code: 'confirmation-required' });
  expect((await cases.read(sellerId, owner)).body.applicationStatus).toBe('approved');
  expect((await apply(confirmed, { ...application, bankAccount })).status).toBe(200);
  const held = await cases.verify(sellerId);
  expect(held.body).toMatchObject({ bankAccount: { bank: 'bca' }, transfersHeldUntil: expect.any(String) });
  await world.events.waitFor('seller.bank-account-changed.v1', { subject: sellerId });
});

test('an account that another seller has is a flag for the curator, also when it came by a change', async () => {
  const shared = { ...bankAccount, number: '5550009999' };
  const [one, two] = [await cases.verified(), await cases.verified()];
  for (const { sellerId, confirmed } of [one, two]) expect((await change(sellerId, confirmed, shared)).status).toBe(200);
  const { flags } = (await cases.read(two.sellerId, world.curator(agencyId))).body;
  expect(flags.find(({ field }: { field: string }) => field === 'bankAccount').sellerIds).toContain(one.sellerId);
});

test('after a rotation of the data key both keys open, and the job leaves nothing under the old one', async () => {
  const { sellerId } = await cases.verified();
  const { mongo, now, config } = world.service.chassis;
  const { DATA_KEY: oldKey, HASH_KEY: hashKey } = config;
  const dataKey = randomBytes(32);
  const rotated = vault(cryptoBox({ dataKey, oldDataKeys: [oldKey], hashKey }));
  const onlyNew = vault(cryptoBox({ dataKey, hashKey }));
  const store = sellerStore({ mongo, now });
  const nikOf = async (of: string) => {
    const { state } = await store.loadVersioned(of);
    if (state.status === 'absent') throw new Error('The seller is there.');
    return state.application.statement.owner.nik;
  };
  const place = { sellerId, field: 'nik' } as const;
  expect(rotated.open(await nikOf(sellerId), place)).toBe(application.owner.nik);
  const before = await nikOf(sellerId);
  expect(() => onlyNew.open(before, place)).toThrow();

  const job = resealNumbers({ sellers: store, ids: store.ids, vault: rotated, now });
  const done = await job();
  expect(done.resealed).toBe(done.seen);
  expect(onlyNew.open(await nikOf(sellerId), place)).toBe(application.owner.nik);
  expect((await nikOf(sellerId)).hash).toBe(before.hash);
  expect(await job()).toEqual({ seen: done.seen, resealed: 0 });
  expect(world.events.of('seller.verified.v1', sellerId)).toHaveLength(1);
});
