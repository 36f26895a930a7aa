import { agencyCreatedV1, sellerAppliedV1, sellerReinstatedV1, sellerSuspendedV1, sellerVerifiedV1 } from '@wadah/contracts';
import { newId } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import jwt from 'jsonwebtoken';
import { inviteFirstOperator } from '../src/adapters/cli/first-operator.ts';
import { actors, byAnother, callAt, newEmail, password, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, join, mailed, refresh, serviceToken } = actors(() => identity);

let operator: string;

const accept = (code: string, more: object = {}, token?: string) =>
  call('POST /v1/invitations/acceptance', { body: { code, ...more }, ...(token === undefined ? {} : { token }) });

const invite = (token: string, body: object) => call('POST /v1/invitations', { token, body });

beforeAll(async () => {
  identity = await startIdentity();
  const printed = await inviteFirstOperator(identity.config(), 'operator@wadah.test');
  const code = /\b([A-Z2-7]{32})\b/.exec(printed.ok ? printed.value : '')?.[1] ?? '';
  const accepted = await accept(code, { password, name: 'Operator Wadah' });
  operator = String(accepted.body['accessToken']);
});

afterAll(() => identity.stop());

const membershipsOf = async (token: string) => (await call('GET /v1/me', { token })).body['memberships'] as unknown as object[];

/** A seller as its service tells of it; each test has its own. */
const applied = async (founderAccountId: string, sellerId = newId('sel')) => {
  const data = { sellerId, agencyId: newId('agy'), founderAccountId, again: false };
  const event = sellerAppliedV1.from({ subject: sellerId, time: new Date(), data });
  await identity.sender.publish(event, { sequence: 1 });
  return { sellerId, event };
};

const standing = (sellerId: string) => ({ ...sellerVerifiedV1.example, sellerId });

const verified = (sellerId: string, sequence = 2) =>
  identity.sender.publish(sellerVerifiedV1.from({ subject: sellerId, time: new Date(), data: standing(sellerId) }), { sequence });

const agency = async () => {
  const agencyId = newId('agy');
  const data = { agencyId, code: agencyId.slice(-12), name: 'Dinas Pariwisata' };
  await identity.sender.publish(agencyCreatedV1.from({ subject: agencyId, time: new Date(), data }));
  return agencyId;
};

test('the first operator comes by the installation’s command, once there is one it invites no more', async () => {
  const me = await call('GET /v1/me', { token: operator });
  expect(me.body).toMatchObject({ email: 'operator@wadah.test', roles: ['buyer', 'operator'], memberships: [] });
  const again = await inviteFirstOperator(identity.config(), 'another@wadah.test');
  expect(again).toMatchObject({ ok: false, rejection: { code: 'operator-exists' } });
  expect(await inviteFirstOperator(identity.config(), 'no address')).toMatchObject({ ok: false });
});

test('a founder sees the membership within a second and in the next refreshed token', async () => {
  const person = await join();
  const { sellerId } = await applied(person.accountId);
  const membership = { organisationId: sellerId, kind: 'seller', role: 'seller_owner' };
  await eventually('the membership', async () => (await membershipsOf(person.accessToken)).length === 1, { timeoutMs: 1_000 });
  const next = await refresh(person.refreshToken);
  expect(jwt.decode(String(next.body['accessToken']))).toMatchObject({ roles: ['buyer', 'seller_owner'], memberships: [membership] });
  const [changed] = await identity.captured.waitFor('membership.changed.v1', { subject: sellerId });
  expect(changed?.data).toEqual({
    accountId: person.accountId,
    organisationId: sellerId,
    organisationKind: 'seller',
    role: 'seller_owner',
  });
});

test('hearing of an application twice, or of a later one, founds nothing anew', async () => {
  const [person, other] = [await join(), await join()];
  const { sellerId, event } = await applied(person.accountId);
  await identity.captured.waitFor('membership.changed.v1', { subject: sellerId });
  await identity.sender.publish(event, { sequence: 1 });
  const again = { ...event, data: { sellerId, agencyId: newId('agy'), founderAccountId: other.accountId, again: true } };
  await identity.sender.publish(again, { sequence: 2 });
  const marker = await applied(other.accountId);
  await identity.captured.waitFor('membership.changed.v1', { subject: marker.sellerId });
  await verified(sellerId, 3);
  await eventually('what came after it is handled', async () => (await invite(person.accessToken, staffOf(sellerId))).status === 201);
  expect(identity.captured.of('membership.changed.v1', sellerId)).toHaveLength(1);
  expect(await membershipsOf(other.accessToken)).toHaveLength(1);
});

const staffOf = (sellerId: string, email = newEmail()) => ({ email, role: 'seller_staff', organisationId: sellerId });

test('an owner of a verified seller invites staff, who accept with the mailed code and a password of their own', async () => {
  const owner = await join();
  const { sellerId } = await applied(owner.accountId);
  await eventually('the founder is known', async () => (await membershipsOf(owner.accessToken)).length === 1);
  const early = await invite(owner.accessToken, staffOf(sellerId));
  expect([early.status, early.body['code']]).toEqual([409, 'seller-not-verified']);
  await verified(sellerId);
  const email = newEmail();
  const invited = await eventually('the invitation is made', async () => {
    const answer = await invite(owner.accessToken, staffOf(sellerId, email));
    return answer.status === 201 ? answer : undefined;
  });
  const mail = await mailed(String(invited.body['invitationId']));
  expect(mail.body).toMatchObject({ email, purpose: 'invitation', role: 'seller_staff', organisationId: sellerId });
  const code = String(mail.body['code']);
  expect((await accept(code)).body['code']).toBe('password-required');
  const accepted = await accept(code, { password, name: 'Budi' });
  expect(accepted.status).toBe(200);
  expect(await membershipsOf(String(accepted.body['accessToken']))).toEqual([
    { organisationId: sellerId, kind: 'seller', role: 'seller_staff' },
  ]);
  expect((await accept(code, { password, name: 'Budi' })).body['code']).toBe('code-invalid');
});

test('a suspended seller invites nobody until it is reinstated, and a late duplicate of its verification changes nothing', async () => {
  const owner = await join();
  const { sellerId } = await applied(owner.accountId);
  await verified(sellerId, 2);
  await eventually('it may invite', async () => (await invite(owner.accessToken, staffOf(sellerId))).status === 201);
  const data = { sellerId, agencyId: newId('agy') };
  await identity.sender.publish(sellerSuspendedV1.from({ subject: sellerId, time: new Date(), data }), { sequence: 3 });
  await verified(sellerId, 2);
  await eventually('it may not', async () => (await invite(owner.accessToken, staffOf(sellerId))).body['code'] === 'seller-not-verified');
  expect((await invite(owner.accessToken, staffOf(sellerId))).status).toBe(409);
  await identity.sender.publish(sellerReinstatedV1.from({ subject: sellerId, time: new Date(), data: standing(sellerId) }), {
    sequence: 4,
  });
  await eventually('it may again', async () => (await invite(owner.accessToken, staffOf(sellerId))).status === 201);
});

test('strangers, staff and owners of another seller may not invite', async () => {
  const [owner, stranger] = [await join(), await join()];
  const { sellerId } = await applied(owner.accountId);
  await eventually('the founder is known', async () => (await membershipsOf(owner.accessToken)).length === 1);
  expect((await invite(stranger.accessToken, staffOf(sellerId))).body['code']).toBe('organisation-not-found');
  expect((await invite(stranger.accessToken, { email: newEmail(), role: 'operator' })).status).toBe(403);
  expect((await invite(operator, staffOf(sellerId))).status).toBe(404);
  expect((await invite(operator, { email: newEmail(), role: 'curator' })).body['code']).toBe('organisation-required');
});

test('an agency that has not arrived yet is 409 and can be tried again; then its curator is invited', async () => {
  const agencyId = newId('agy');
  const body = { email: newEmail(), role: 'curator', organisationId: agencyId };
  const early = await invite(operator, body);
  expect([early.status, early.body['code']]).toEqual([409, 'organisation-unknown']);
  const data = { agencyId, code: 'dinas-koperasi', name: 'Dinas Koperasi' };
  const created = agencyCreatedV1.from({ subject: agencyId, time: new Date(), data });
  await identity.sender.publish(created);
  await identity.sender.publish(created);
  const invited = await eventually('the invitation is made', async () => {
    const answer = await invite(operator, body);
    return answer.status === 201 ? answer : undefined;
  });
  const code = String((await mailed(String(invited.body['invitationId']))).body['code']);
  const accepted = await accept(code, { password, name: 'Kurator' });
  expect(jwt.decode(String(accepted.body['accessToken']))).toMatchObject({ roles: ['buyer', 'curator'] });
});

test('an invitation to an address with an account is accepted by that account only, signed in', async () => {
  const [person, stranger] = [await join(), await join()];
  const agencyId = await agency();
  const invited = await eventually('the invitation is made', async () => {
    const answer = await invite(operator, { email: person.email, role: 'curator', organisationId: agencyId });
    return answer.status === 201 ? answer : undefined;
  });
  const code = String((await mailed(String(invited.body['invitationId']))).body['code']);
  expect((await accept(code, { password, name: 'X' })).body['code']).toBe('sign-in-required');
  expect((await accept(code, {}, stranger.accessToken)).body['code']).toBe('sign-in-required');
  const accepted = await accept(code, {}, person.accessToken);
  expect(accepted.status).toBe(200);
  expect(accepted.body).not.toHaveProperty('refreshToken');
  expect(jwt.decode(String(accepted.body['accessToken']))).toMatchObject({ sub: person.accountId, roles: ['buyer', 'curator'] });
  expect((await accept(code, {}, person.accessToken)).status).toBe(200);
  expect((await accept(code, {}, stranger.accessToken)).body['code']).toBe('code-invalid');
});

test('an accepted invitation renews no session that is over', async () => {
  const person = await join();
  const agencyId = await agency();
  const invited = await eventually('the invitation is made', async () => {
    const answer = await invite(operator, { email: person.email, role: 'curator', organisationId: agencyId });
    return answer.status === 201 ? answer : undefined;
  });
  const code = String((await mailed(String(invited.body['invitationId']))).body['code']);
  expect((await accept(code, {}, person.accessToken)).status).toBe(200);
  const sessions = identity.service.chassis.mongo.collection<{ _id: string }>('sessions');
  const _id = String((jwt.decode(person.accessToken) as { sid: string }).sid);
  await sessions.updateOne({ _id }, { $set: { 'state.idleUntil': new Date(Date.now() - 1_000) }, ...byAnother });
  const late = await accept(code, {}, person.accessToken);
  expect([late.status, late.body['code'], late.body['accessToken']]).toEqual([401, 'sign-in-required', undefined]);
});

test('two strangers with one code make one account', async () => {
  const agencyId = await agency();
  const email = newEmail();
  const invited = await eventually('the invitation is made', async () => {
    const answer = await invite(operator, { email, role: 'curator', organisationId: agencyId });
    return answer.status === 201 ? answer : undefined;
  });
  const code = String((await mailed(String(invited.body['invitationId']))).body['code']);
  const answers = await Promise.all([
    accept(code, { password, name: 'Satu' }),
    accept(code, { password: 'lain-sekali-2026', name: 'Dua' }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await identity.service.chassis.mongo.collection('accounts').countDocuments({ email })).toBe(1);
});

test('the members of an organisation are reached by role, and a person by id, with the right scope only', async () => {
  const person = await join();
  const { sellerId } = await applied(person.accountId);
  await eventually('the founder is known', async () => (await membershipsOf(person.accessToken)).length === 1);
  const token = await serviceToken('internal:contacts.read');
  const at = (path: string, bearer: string = token) => callAt(identity.service.internalUrl, `GET ${path}`, { token: bearer });
  const contact = { accountId: person.accountId, email: person.email, name: 'Siti', locale: 'id' };
  expect((await at(`/internal/accounts/${person.accountId}/contact`)).body).toEqual(contact);
  expect((await at(`/internal/organisations/${sellerId}/contacts?role=seller_owner`)).body['items']).toEqual([
    { ...contact, role: 'seller_owner' },
  ]);
  expect((await at(`/internal/organisations/${sellerId}/contacts?role=seller_staff`)).body['items']).toEqual([]);
  expect((await at(`/internal/organisations/${newId('sel')}/contacts`)).status).toBe(404);
  expect((await at(`/internal/accounts/${newId('acc')}/contact`)).status).toBe(404);
  expect((await at(`/internal/accounts/${person.accountId}/contact`, await serviceToken('internal:codes.read'))).status).toBe(403);
  expect((await at(`/internal/accounts/${person.accountId}/contact`, person.accessToken)).status).toBe(401);
  expect((await callAt(identity.service.url, `GET /internal/accounts/${person.accountId}/contact`, { token })).status).toBe(404);
  expect((await call('GET /v1/me', { token })).status).toBe(401);
});

test('of the invitations that the first operator made alone, one brings the second operator and no other a third', async () => {
  const codes = [];
  for (const email of [newEmail(), newEmail()]) {
    const invited = await invite(operator, { email, role: 'operator' });
    expect(invited.body['status']).toBe('open');
    codes.push(String((await mailed(String(invited.body['invitationId']))).body['code']));
  }
  const [second = '', third = ''] = codes;
  expect((await accept(second, { password, name: 'Operator Dua' })).status).toBe(200);
  const refused = await accept(third, { password, name: 'Operator Tiga' });
  expect([refused.status, refused.body['code']]).toEqual([409, 'approval-required']);
  expect((await invite(operator, { email: newEmail(), role: 'operator' })).body['status']).toBe('awaiting_approval');
});
