import { eventually } from '@wadah/testing';
import { actors, byAnother, newEmail, password, startIdentity, type Identity } from './support/identity.ts';
import { staff, type Entered } from './support/staff.ts';

let identity: Identity;
let operator: Entered;
let second: Entered;
const { call, join, refresh } = actors(() => identity);
const { firstOperator, enter, seller, invite, codeFor, accept } = staff(() => identity);

beforeAll(async () => {
  identity = await startIdentity({ MAILS_PER_ORGANISATION_DAY: '6' });
  operator = await firstOperator();
  second = await enter(operator, 'operator');
});

afterAll(() => identity.stop());

type Shown = { readonly invitationId: string; readonly status: string; readonly email?: string };

const listed = async (by: Entered, query = '') => {
  const answer = await call(`GET /v1/invitations${query}`, { token: by.accessToken });
  return { status: answer.status, items: (answer.body['items'] ?? []) as unknown as readonly Shown[], body: answer.body };
};

const ready = async () => {
  const owner = await seller();
  const staffOf = (email = newEmail()) => ({ email, role: 'seller_staff', organisationId: owner.sellerId });
  const first = await eventually('the seller may invite', async () => {
    const answer = await invite(owner, staffOf());
    return answer.status === 201 ? answer : undefined;
  });
  return { owner, staffOf, first };
};

const withdraw = (by: Entered, invitationId: string) => call(`DELETE /v1/invitations/${invitationId}`, { token: by.accessToken });

const approve = (by: Entered, invitationId: string) => call(`POST /v1/invitations/${invitationId}/approval`, { token: by.accessToken });

test('an owner sees the seller’s invitations page by page and by status, and withdraws one, whose code is dead', async () => {
  const { owner, staffOf, first } = await ready();
  const invited = await invite(owner, staffOf());
  const code = await codeFor(invited);
  const path = `?organisationId=${owner.sellerId}`;
  const page = await listed(owner, `${path}&limit=1`);
  expect(page.items).toMatchObject([{ invitationId: invited.body['invitationId'], status: 'open' }]);
  const next = await listed(owner, `${path}&limit=1&cursor=${encodeURIComponent(String(page.body['nextCursor']))}`);
  expect(next.items).toMatchObject([{ invitationId: first.body['invitationId'] }]);
  for (const _time of [1, 2]) expect((await withdraw(owner, String(invited.body['invitationId']))).status).toBe(204);
  const refused = await call('POST /v1/invitations/acceptance', { body: { code, password, name: 'Budi' } });
  expect([refused.status, refused.body['code']]).toEqual([422, 'code-invalid']);
  const gone = await listed(owner, `${path}&status=withdrawn`);
  expect(gone.items).toMatchObject([{ status: 'withdrawn' }]);
  expect(gone.items[0]).not.toHaveProperty('email');
});

test('the withdrawal of one that waits for its approval is kept as what it was', async () => {
  const invited = await invite(operator, { email: newEmail(), role: 'operator' });
  const subjectId = String(invited.body['invitationId']);
  expect(invited.body['status']).toBe('awaiting_approval');
  expect((await withdraw(second, subjectId)).status).toBe(204);
  const records = identity.service.chassis.mongo.records('decisions');
  const kept = () => records.findOne({ subjectId, action: 'staff_invitation_withdrawn' });
  await eventually('the withdrawal is kept', async () => (await kept()) !== null);
  expect(await kept()).toMatchObject({
    actorId: second.accountId,
    before: { status: 'awaiting_approval' },
    after: { status: 'withdrawn' },
  });
});

test('an accepted invitation is not withdrawn, and one of another seller is not found', async () => {
  const [{ owner, staffOf }, { owner: other }] = [await ready(), await ready()];
  const email = newEmail();
  const invited = await invite(owner, staffOf(email));
  const invitationId = String(invited.body['invitationId']);
  expect((await withdraw(other, invitationId)).body['code']).toBe('invitation-not-found');
  expect((await withdraw(operator, invitationId)).body['code']).toBe('invitation-not-found');
  const worker = await accept(email, await codeFor(invited));
  expect((await withdraw(worker, invitationId)).status).toBe(403);
  const late = await withdraw(owner, invitationId);
  expect([late.status, late.body['code'], late.body['currentStatus']]).toEqual([409, 'invitation-state', 'accepted']);
  expect((await listed(other, `?organisationId=${owner.sellerId}`)).status).toBe(404);
  expect((await listed(owner)).status).toBe(403);
});

test('whoever holds a token that was not confirmed just now makes nobody a member, nor approves one', async () => {
  const { owner, staffOf } = await ready();
  const stolen = { ...owner, accessToken: String((await refresh(owner.refreshToken)).body['accessToken']) };
  const refused = [await invite(stolen, { ...staffOf(), role: 'seller_owner' })];
  const another = { ...second, accessToken: String((await refresh(second.refreshToken)).body['accessToken']) };
  const waiting = await invite(operator, { email: newEmail(), role: 'operator' });
  refused.push(await approve(another, String(waiting.body['invitationId'])));
  expect(refused.map(({ status, body }) => [status, body['code']])).toEqual([1, 2].map(() => [403, 'confirmation-required']));
  expect((await withdraw(operator, String(waiting.body['invitationId']))).status).toBe(204);
});

test('a third operator is invited by one and approved by another, and only then mailed', async () => {
  const email = newEmail();
  const invited = await invite(operator, { email, role: 'operator' });
  const invitationId = String(invited.body['invitationId']);
  expect(invited.body['status']).toBe('awaiting_approval');
  expect(identity.captured.of('account.code-requested.v1', invitationId)).toEqual([]);
  expect((await approve(operator, invitationId)).body['code']).toBe('own-case');
  expect((await listed(second, '?status=awaiting_approval')).items).toMatchObject([{ invitationId, email }]);
  for (const _time of [1, 2]) expect((await approve(second, invitationId)).body['status']).toBe('open');
  const third = await accept(email, await codeFor(invited));
  expect((await call('GET /v1/me', { token: third.accessToken })).body['roles']).toContain('operator');
  expect((await approve(second, invitationId)).body['code']).toBe('invitation-state');
  const records = identity.service.chassis.mongo.records('decisions');
  const kept = await records.find({ subjectId: invitationId }).sort({ at: 1 }).toArray();
  expect(kept.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['staff_invited', operator.accountId],
    ['staff_invitation_approved', second.accountId],
  ]);
});

test('an invitation that is no operator’s needs no approval and is not found there', async () => {
  const { first } = await ready();
  const auditor = await invite(operator, { email: newEmail(), role: 'auditor' });
  for (const { body } of [first, auditor]) {
    expect((await approve(second, String(body['invitationId']))).body['code']).toBe('invitation-not-found');
  }
  expect((await withdraw(second, String(auditor.body['invitationId']))).status).toBe(204);
});

test('who guesses a thousand codes joins nothing, gets one answer, and leaves the invitation good', async () => {
  const email = newEmail();
  const invited = await invite(operator, { email, role: 'auditor' });
  const code = await codeFor(invited);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'];
  const guesses = Array.from({ length: 1_000 }, (_, n) => {
    const at = n % code.length;
    const other = letters[(letters.indexOf(code.charAt(at)) + 1 + Math.floor(n / code.length)) % letters.length] ?? 'A';
    return `${code.slice(0, at)}${other}${code.slice(at + 1)}`;
  }).filter((guess) => guess !== code);
  const answers = new Set<string>();
  for (let n = 0; n < guesses.length; n += 50) {
    const tried = await Promise.all(
      guesses.slice(n, n + 50).map((guess) => call('POST /v1/invitations/acceptance', { body: { code: guess, password, name: 'X' } })),
    );
    for (const { status, body } of tried) answers.add(`${status} ${body['code']}`);
  }
  expect([...answers]).toEqual(['422 code-invalid']);
  expect((await accept(email, code)).accountId).toMatch(/^acc_/);
});

test('beyond a day’s invitations of one organisation the answer is the same and no mail goes out', async () => {
  const { owner, staffOf, first } = await ready();
  const more = [];
  for (let n = 0; n < 6; n += 1) more.push(await invite(owner, staffOf()));
  const last = more.at(-1);
  expect([last?.status, last?.body['status']]).toEqual([first.status, 'open']);
  await codeFor(more[4] ?? first);
  const other = await ready();
  await codeFor(other.first);
  expect(identity.captured.of('account.code-requested.v1', String(last?.body['invitationId']))).toEqual([]);
});

test('an invitation that is over shows as over and is accepted by nobody', async () => {
  const email = newEmail();
  const invited = await invite(operator, { email, role: 'auditor' });
  const code = await codeFor(invited);
  const invitations = identity.service.chassis.mongo.collection<{ _id: string }>('invitations');
  const past = new Date(Date.now() - 1_000);
  const _id = String(invited.body['invitationId']);
  await invitations.updateOne({ _id }, { $set: { 'state.endsAt': past, codeDueAt: past }, ...byAnother });
  expect((await call('POST /v1/invitations/acceptance', { body: { code, password, name: 'X' } })).body['code']).toBe('code-invalid');
  await eventually('the sweep has ended it', async () =>
    (await listed(operator, '?status=over')).items.some(({ invitationId }) => invitationId === _id),
  );
  const stranger = await join();
  expect((await call('POST /v1/invitations/acceptance', { token: stranger.accessToken, body: { code } })).status).toBe(422);
});
