import { eventually } from '@wadah/testing';
import { newId } from '@wadah/kit';
import { actors, startIdentity, type Identity } from './support/identity.ts';
import { staff, type Entered } from './support/staff.ts';

let identity: Identity;
let operator: Entered;
const { call, join, refresh } = actors(() => identity);
const { firstOperator, enter, seller, hire } = staff(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
  operator = await firstOperator();
});

afterAll(() => identity.stop());

const at = (organisationId: string, accountId = '') =>
  `/v1/organisations/${organisationId}/members${accountId === '' ? '' : `/${accountId}`}`;

const remove = (by: Entered, organisationId: string, accountId: string) =>
  call(`DELETE ${at(organisationId, accountId)}`, { token: by.accessToken });

const change = (by: Entered, organisationId: string, { accountId, role }: { readonly accountId: string; readonly role: string }) =>
  call(`PUT ${at(organisationId, accountId)}`, { token: by.accessToken, body: { role } });

test('an owner sees the members, gives one another role and removes one, whose token loses the role within a second', async () => {
  const owner = await seller();
  const worker = await hire(owner, 'seller_staff');
  const listed = await call(`GET ${at(owner.sellerId)}`, { token: owner.accessToken });
  expect(listed.body['items']).toMatchObject([
    { accountId: owner.accountId, email: owner.email, role: 'seller_owner', blocked: false },
    { accountId: worker.accountId, email: worker.email, role: 'seller_staff', blocked: false },
  ]);
  const promoted = await change(owner, owner.sellerId, { accountId: worker.accountId, role: 'seller_owner' });
  expect(promoted.body).toMatchObject({ accountId: worker.accountId, role: 'seller_owner' });
  for (const _time of [1, 2]) expect((await remove(owner, owner.sellerId, worker.accountId)).status).toBe(204);
  const refused = async () => (await call('GET /v1/me', { token: worker.accessToken })).status === 401;
  await eventually('its token is refused', refused, { timeoutMs: 1_000 });
  expect((await refresh(worker.refreshToken)).status).toBe(200);
  const told = identity.captured.of('membership.changed.v1', owner.sellerId).map(({ data }) => data['role']);
  expect(told).toEqual(['seller_owner', 'seller_staff', 'seller_owner', undefined]);
});

test('members are shown page by page, each once', async () => {
  const owner = await seller();
  const hired = [await hire(owner, 'seller_staff'), await hire(owner, 'seller_staff')];
  const shown: string[] = [];
  let cursor = '';
  for (let page = 0; page < 3; page += 1) {
    const { body } = await call(`GET ${at(owner.sellerId)}?limit=1${cursor}`, { token: owner.accessToken });
    shown.push(...(body['items'] as unknown as readonly { accountId: string }[]).map(({ accountId }) => accountId));
    expect((body['nextCursor'] as unknown) === null).toBe(page === 2);
    cursor = `&cursor=${encodeURIComponent(String(body['nextCursor']))}`;
  }
  expect(shown).toEqual([owner, ...hired].map(({ accountId }) => accountId).sort());
});

test('the last owner can’t leave or take a smaller role', async () => {
  const owner = await seller();
  expect((await remove(owner, owner.sellerId, owner.accountId)).body['code']).toBe('last-owner');
  expect((await change(owner, owner.sellerId, { accountId: owner.accountId, role: 'seller_staff' })).body['code']).toBe('last-owner');
});

test.each([1, 2, 3])('of two owners who remove each other at once one stays (%i)', async () => {
  const owner = await seller();
  const partner = await hire(owner, 'seller_owner');
  const answers = await Promise.all([remove(owner, owner.sellerId, partner.accountId), remove(partner, owner.sellerId, owner.accountId)]);
  expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
  const stays = answers[0]?.status === 204 ? owner : partner;
  const listed = await call(`GET ${at(owner.sellerId)}`, { token: stays.accessToken });
  expect(listed.body['items']).toMatchObject([{ accountId: stays.accountId, role: 'seller_owner' }]);
});

test('of two owners who leave at once one stays', async () => {
  const owner = await seller();
  const partner = await hire(owner, 'seller_owner');
  const answers = await Promise.all([owner, partner].map((each) => remove(each, owner.sellerId, each.accountId)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
});

test('strangers see no organisation, staff manage nobody, operators no seller’s people', async () => {
  const owner = await seller();
  const [worker, stranger] = [await hire(owner, 'seller_staff'), await join()];
  for (const [person, status] of [
    [worker, 403],
    [stranger, 404],
    [operator, 404],
  ] as const) {
    expect((await call(`GET ${at(owner.sellerId)}`, { token: person.accessToken })).status).toBe(status);
    expect((await change(person, owner.sellerId, { accountId: owner.accountId, role: 'seller_staff' })).status).toBe(status);
    expect((await remove(person, owner.sellerId, owner.accountId)).status).toBe(status);
  }
  expect((await remove(owner, newId('sel'), owner.accountId)).body['code']).toBe('organisation-not-found');
  expect((await change(owner, owner.sellerId, { accountId: stranger.accountId, role: 'seller_staff' })).body['code']).toBe(
    'member-not-found',
  );
  expect((await change(owner, owner.sellerId, { accountId: worker.accountId, role: 'curator' })).body['code']).toBe(
    'role-not-of-organisation',
  );
});

test('members are changed with a token that was confirmed just now', async () => {
  const owner = await seller();
  const worker = await hire(owner, 'seller_staff');
  const late = { ...owner, accessToken: String((await refresh(owner.refreshToken)).body['accessToken']) };
  expect((await remove(late, owner.sellerId, worker.accountId)).body['code']).toBe('confirmation-required');
  expect((await change(late, owner.sellerId, { accountId: worker.accountId, role: 'seller_owner' })).body['code']).toBe(
    'confirmation-required',
  );
});

test('operators manage the platform’s members, each change is kept, and the last operator stays', async () => {
  const auditor = await enter(operator, 'auditor');
  const read = await call(`GET ${at('platform')}`, { token: auditor.accessToken });
  expect((read.body['items'] as unknown as object[]).length).toBe(2);
  expect((await remove(operator, 'platform', operator.accountId)).body['code']).toBe('last-owner');
  expect((await change(operator, 'platform', { accountId: auditor.accountId, role: 'operator' })).status).toBe(200);
  const third = await enter(operator, 'auditor');
  const alone = await change(operator, 'platform', { accountId: third.accountId, role: 'operator' });
  expect([alone.status, alone.body['code']]).toEqual([409, 'approval-required']);
  expect((await remove(operator, 'platform', auditor.accountId)).status).toBe(204);
  expect((await remove(third, 'platform', third.accountId)).status).toBe(204);
  const records = identity.service.chassis.mongo.records('decisions');
  await eventually('both are kept', async () => (await records.countDocuments({ subjectId: auditor.accountId })) === 2);
  const kept = await records.find({ subjectId: auditor.accountId }).sort({ at: 1 }).toArray();
  expect(kept).toMatchObject([
    { action: 'member_role_changed', actorId: operator.accountId, before: { role: 'auditor' }, after: { role: 'operator' } },
    { action: 'member_removed', actorId: operator.accountId, before: { role: 'operator' }, after: { role: null } },
  ]);
  const left = () => records.findOne({ subjectId: third.accountId });
  await eventually('whoever leaves on their own is kept too', async () => (await left()) !== null);
  expect(await left()).toMatchObject({ action: 'member_left', actorId: third.accountId, actorRole: 'auditor', after: { role: null } });
});

test('who was removed while blocked comes back as a full member', async () => {
  const owner = await seller();
  const partner = await hire(owner, 'seller_owner');
  const decide = (what: string) =>
    call(`POST /v1/accounts/${partner.accountId}/${what}`, { token: operator.accessToken, body: { reason: 'Laporan palsu' } });
  expect((await decide('block')).status).toBe(200);
  expect((await remove(owner, owner.sellerId, partner.accountId)).status).toBe(204);
  expect((await decide('reinstatement')).status).toBe(200);
  const organisations = identity.service.chassis.mongo.collection('organisations');
  const [stored] = await organisations.find({ memberIds: owner.accountId }).toArray();
  expect(stored?.['state']).not.toMatchObject({ blocked: [partner.accountId] });
});
