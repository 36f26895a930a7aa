import { connectMongo, decisionLog, newDecision } from '@wadah/mongo';
import { eventually } from '@wadah/testing';
import { randomUUID } from 'node:crypto';
import { liftAgencies } from '../src/adapters/mongo/lift-agencies.ts';
import { queueFilter } from '../src/adapters/mongo/seller.store.ts';
import { agencyId, application, casesIn } from './support/cases.ts';
import { startSeller, type World } from './support/start.ts';

let world: World;
let cases: ReturnType<typeof casesIn>;
const otherAgency = 'agy_dinas-pariwisata';

beforeAll(async () => {
  world = await startSeller();
  await Promise.all([agencyId, otherAgency].map((id) => world.createAgency(id)));
  cases = casesIn(world);
});

afterAll(() => world.stop());

const second = () => world.curator(agencyId, 'acc_second-curator');
const approveL3 = { decision: 'approve', level: 'L3', note: 'Lengkap' };

test('a higher level waits for a second curator; the first is not the second; what is approved holds meanwhile', async () => {
  const { sellerId, owner } = await cases.verified();
  await world.call(`POST /v1/sellers/${sellerId}/application`, { token: owner, body: application });
  const first = await cases.verify(sellerId, approveL3);
  expect(first.body).toMatchObject({ level: 'L2', applicationStatus: 'open', firstApproval: { level: 'L3', note: 'Lengkap' } });
  expect((await cases.verify(sellerId, approveL3)).body).toMatchObject({ status: 409, code: 'second-curator-needed' });
  expect((await cases.verify(sellerId, { ...approveL3, level: 'L2' }, second())).status).toBe(200);
});

test('two curators of the agency verify L3 together; each word is recorded', async () => {
  const { sellerId, owner } = await cases.apply();
  await cases.verify(sellerId, approveL3);
  expect((await cases.read(sellerId, owner)).body.firstApproval).toBeUndefined();
  expect(world.events.of('seller.verified.v1', sellerId)).toEqual([]);
  const verified = await cases.verify(sellerId, { ...approveL3, note: 'Saya setuju' }, second());
  expect(verified.body).toMatchObject({ status: 'verified', level: 'L3' });
  expect(verified.body.firstApproval).toBeUndefined();
  await world.events.waitFor('seller.verified.v1', { subject: sellerId });
  const kept = await eventually('both decisions are kept', async () => {
    const found = await world.decisionsOn(sellerId);
    return found.length === 2 ? found : undefined;
  });
  expect(kept).toMatchObject([
    {
      action: 'seller_verified',
      actorId: 'acc_second-curator',
      reason: 'Saya setuju',
      before: { proposedLevel: 'L3', level: 'L0' },
      after: { level: 'L3' },
    },
    { action: 'seller_approval_given', actorId: `acc_curator_${agencyId}`, before: { status: 'applied' }, after: { proposedLevel: 'L3' } },
  ]);
});

test('a second curator who approves another level is refused', async () => {
  const { sellerId } = await cases.apply();
  await cases.verify(sellerId, approveL3);
  const state = world.service.chassis.mongo.collection<{ _id: string }>('sellers');
  await state.updateOne({ _id: sellerId }, { $set: { 'state.application.firstApproval.level': 'L2' } });
  expect((await cases.verify(sellerId, approveL3, second())).body).toMatchObject({ status: 409, code: 'approval-differs' });
});

test('eight racing first approvals of two curators make at most one decision each', async () => {
  const { sellerId } = await cases.apply();
  const tokens = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? world.curator(agencyId) : second()));
  const ifMatch = (await cases.read(sellerId, second())).headers.get('etag') ?? '';
  const answers = await Promise.all(
    tokens.map((token) => world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body: approveL3, ifMatch })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await cases.read(sellerId, second())).body).toMatchObject({ status: 'applied', applicationStatus: 'open' });
});

test('the queue shows who waits longest first, page by page, each with its age, and only to the agency applied to', async () => {
  const made = [await cases.apply(), await cases.apply(), await cases.apply({ agencyId: otherAgency })];
  const token = world.curator(agencyId, 'acc_reader');
  const whole = (await world.call('GET /v1/curation/sellers?limit=100', { token })).body.items;
  const ages = whole.map(({ appliedAt }: { appliedAt: string }) => appliedAt);
  expect(ages).toEqual([...ages].sort());
  const ids = whole.map(({ sellerId }: { sellerId: string }) => sellerId);
  expect(made.map(({ sellerId }) => ids.includes(sellerId))).toEqual([true, true, false]);
  const first = (await world.call('GET /v1/curation/sellers?limit=2', { token })).body;
  const next = (await world.call(`GET /v1/curation/sellers?limit=2&cursor=${first.nextCursor}`, { token })).body;
  expect([...first.items, ...next.items].map(({ sellerId }: { sellerId: string }) => sellerId)).toEqual(ids.slice(0, 4));
});

test('a seller that moves waits in the new agency’s queue and stays the old one’s until that is decided', async () => {
  const { sellerId, owner } = await cases.verified();
  await world.call(`POST /v1/sellers/${sellerId}/application`, { token: owner, body: { ...application, agencyId: otherAgency } });
  const seen = async (query: string, of: string): Promise<boolean> => {
    const { items } = (await world.call(`GET /v1/curation/sellers?limit=100${query}`, { token: world.curator(of) })).body;
    return items.some((item: { sellerId: string }) => item.sellerId === sellerId);
  };
  expect([await seen('', otherAgency), await seen('', agencyId)]).toEqual([true, false]);
  expect([await seen('&status=verified', otherAgency), await seen('&status=verified', agencyId)]).toEqual([false, true]);
  expect((await cases.verify(sellerId, { decision: 'approve', level: 'L2' }, world.curator(otherAgency))).status).toBe(200);
  expect([await seen('&status=verified', otherAgency), await seen('&status=verified', agencyId)]).toEqual([true, false]);
});

test('no queue scans or sorts the collection', async () => {
  const sellers = world.service.chassis.mongo.collection('sellers');
  for (const filter of [
    queueFilter([agencyId, otherAgency], undefined),
    queueFilter([agencyId], 'suspended', { appliedAt: new Date(), sellerId: 'sel_1' }),
  ]) {
    const { queryPlanner } = await sellers.find(filter).sort({ appliedAt: 1, _id: 1 }).limit(21).explain('queryPlanner');
    const plan = JSON.stringify(queryPlanner.winningPlan);
    expect([filter, plan.includes('COLLSCAN'), plan.includes('"SORT"')]).toEqual([filter, false, false]);
  }
});

test('a suspension and its end keep who, why, before and after', async () => {
  const { sellerId, owner } = await cases.verified();
  await world.call(`POST /v1/sellers/${sellerId}/suspension`, { token: world.curator(agencyId), body: { reason: 'Laporan pembeli' } });
  await world.call(`POST /v1/sellers/${sellerId}/reinstatement`, { token: world.operator, body: { reason: 'Sudah diperiksa' } });
  const shown = (await cases.read(sellerId, owner)).body;
  expect(shown).toMatchObject({ status: 'verified', reinstatement: { by: 'operator', reason: 'Sudah diperiksa' } });
  const token = world.keys.service({ service: 'notification', audience: 'seller', scope: 'internal:reviews.read' });
  const told = await world.call(`GET /internal/sellers/${sellerId}/review`, { token }, world.service.internalUrl);
  expect(told.body).toMatchObject({ decision: 'reinstate', note: 'Sudah diperiksa' });
  const kept = await eventually('three decisions are kept', async () => {
    const found = await world.decisionsOn(sellerId);
    return found.length === 3 ? found : undefined;
  });
  expect(kept.slice(0, 2)).toMatchObject([
    {
      action: 'seller_reinstated',
      actorId: 'acc_operator',
      actorRole: 'operator',
      reason: 'Sudah diperiksa',
      before: { status: 'suspended' },
    },
    { action: 'seller_suspended', actorRole: 'curator', reason: 'Laporan pembeli', after: { status: 'suspended', suspendedBy: 'curator' } },
  ]);
});

test('the mail about a suspended seller’s returned application says why that was returned', async () => {
  const { sellerId, owner } = await cases.verified();
  await world.call(`POST /v1/sellers/${sellerId}/suspension`, { token: world.curator(agencyId), body: { reason: 'Laporan pembeli' } });
  await world.call(`POST /v1/sellers/${sellerId}/application`, { token: owner, body: { ...application, name: 'Nama Baru' } });
  await cases.verify(sellerId, { decision: 'return', note: 'Nama belum terdaftar' });
  const token = world.keys.service({ service: 'notification', audience: 'seller', scope: 'internal:reviews.read' });
  const told = await world.call(`GET /internal/sellers/${sellerId}/review`, { token }, world.service.internalUrl);
  expect(told.body).toMatchObject({ decision: 'return', note: 'Nama belum terdaftar' });
});

test('the record of an approval says what name and place it changed', async () => {
  const { sellerId, owner } = await cases.verified();
  await world.call(`POST /v1/sellers/${sellerId}/application`, {
    token: owner,
    body: { ...application, name: 'Nama Baru', regency: '36.04' },
  });
  await cases.verify(sellerId);
  const kept = await eventually('both approvals are kept', async () => {
    const found = await world.decisionsOn(sellerId);
    return found.length === 2 ? found : undefined;
  });
  expect(kept[0]).toMatchObject({
    before: { name: application.name, regency: '36.02' },
    after: { name: 'Nama Baru', regency: '36.04' },
  });
});

test('a decision that is kept is changed by nobody, the service itself included', async () => {
  const own = await connectMongo({ url: world.names.stack.mongoServiceUrl('seller'), appName: 'seller-test' });
  const subjectId = `sel_${randomUUID()}`;
  const decision = {
    subjectId,
    action: 'seller_verified',
    actorId: 'acc_1',
    actorRole: 'curator',
    reason: 'Lengkap',
    at: new Date(),
  } as const;
  await decisionLog(own).record(newDecision({ ...decision, before: {}, after: {} }));
  const kept = own.records<{ _id: string; subjectId: string; reason: string }>('decisions');
  await expect(kept.updateOne({ subjectId }, { $set: { reason: 'Lain' } })).rejects.toThrow(/not authorized/);
  await expect(kept.replaceOne({ subjectId }, { subjectId, reason: 'Lain' })).rejects.toThrow(/not authorized/);
  await expect(kept.deleteOne({ subjectId })).rejects.toThrow(/not authorized/);
  await expect(kept.drop()).rejects.toThrow(/not authorized/);
  expect(await decisionLog(own).list({ subjectId }, { limit: 2 })).toMatchObject([{ reason: 'Lengkap' }]);
  await own.close();
});

test('a refused decision leaves no record', async () => {
  const { sellerId } = await cases.apply();
  expect((await cases.verify(sellerId, { decision: 'return' })).body.code).toBe('reason-required');
  await cases.verify(sellerId, { decision: 'return', reasons: [{ field: 'npwp', reason: 'Tidak cocok' }], note: 'Perbaiki' });
  const kept = await eventually('the return is kept', async () => {
    const found = await world.decisionsOn(sellerId);
    return found.length > 0 ? found : undefined;
  });
  expect(kept.map(({ action, reason }) => [action, reason])).toEqual([['seller_returned', 'Perbaiki\nnpwp: Tidak cocok']]);
});

test('operators and auditors read an application masked, and decide, disclose and queue nothing', async () => {
  const { sellerId } = await cases.apply();
  for (const token of [world.operator, world.auditor]) {
    expect((await cases.read(sellerId, token)).body.owner.nik).toBe('••••••••••••9901');
    const body = { decision: 'approve', level: 'L1' };
    expect((await world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body, ifMatch: '"1"' })).status).toBe(404);
    const reason = { field: 'nik', reason: 'Ingin tahu' };
    expect((await world.call(`POST /v1/sellers/${sellerId}/application/disclosure`, { token, body: reason })).status).toBe(404);
    expect((await world.call('GET /v1/curation/sellers', { token })).status).toBe(403);
  }
});

test('a seller that an earlier release has filed under the agency applied to is the approving one’s again after the index job', async () => {
  const { mongo } = world.service.chassis;
  const { sellerId, owner } = await cases.verified();
  await world.call(`POST /v1/sellers/${sellerId}/application`, { token: owner, body: { ...application, agencyId: otherAgency } });
  await mongo.collection<{ _id: string }>('sellers').updateOne({ _id: sellerId }, { $set: { agencyId: otherAgency } });
  expect(await liftAgencies(mongo)).toBe(1);
  const seen = async (of: string): Promise<readonly string[]> => {
    const { items } = (await world.call('GET /v1/curation/sellers?limit=100&status=verified', { token: world.curator(of) })).body;
    return items.map((item: { sellerId: string }) => item.sellerId);
  };
  expect(await seen(agencyId)).toContain(sellerId);
  expect(await seen(otherAgency)).not.toContain(sellerId);
});
