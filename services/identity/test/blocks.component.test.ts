import { eventually } from '@wadah/testing';
import { actors, newEmail, startIdentity, type Identity } from './support/identity.ts';
import { staff, type Entered } from './support/staff.ts';

let identity: Identity;
let operator: Entered;
let second: Entered;
const { call, join, refresh, begin } = actors(() => identity);
const { firstOperator, enter, seller, hire, signIn } = staff(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
  operator = await firstOperator();
  second = await enter(operator, 'operator');
});

afterAll(() => identity.stop());

const reason = 'Menipu pembeli';

const act = (by: Entered, accountId: string, what: 'block' | 'reinstatement') =>
  call(`POST /v1/accounts/${accountId}/${what}`, { token: by.accessToken, body: { reason } });

const decisionsOf = async (subjectId: string) => {
  const found = await identity.service.chassis.mongo.records('decisions').find({ subjectId }).sort({ at: 1 }).toArray();
  return found.map(({ action, actorId, actorRole, reason: why, before, after }) => ({ action, actorId, actorRole, why, before, after }));
};

test('a blocked account is out within a second, signs in no more, and comes back by a reinstatement', async () => {
  const person = await join();
  const blocked = await act(operator, person.accountId, 'block');
  expect([blocked.status, blocked.body['status']]).toEqual([200, 'blocked']);
  const out = async () => (await call('GET /v1/me', { token: person.accessToken })).status === 401;
  await eventually('its token is refused', out, { timeoutMs: 1_000 });
  expect((await refresh(person.refreshToken)).status).toBe(401);
  const stranger = await signIn(newEmail());
  const refused = await signIn(person.email);
  expect([refused.status, refused.body]).toEqual([401, stranger.body]);
  expect((await act(operator, person.accountId, 'block')).status).toBe(200);
  expect((await act(second, person.accountId, 'reinstatement')).body['status']).toBe('active');
  expect((await act(second, person.accountId, 'reinstatement')).status).toBe(200);
  expect((await signIn(person.email)).status).toBe(201);
  expect((await refresh(person.refreshToken)).status).toBe(401);
  for (const type of ['account.blocked.v1', 'account.unblocked.v1']) {
    expect(await identity.captured.waitFor(type, { subject: person.accountId })).toHaveLength(1);
  }
  await eventually('both are kept', async () => (await decisionsOf(person.accountId)).length === 2);
  const kept = { actorRole: 'operator', why: reason };
  expect(await decisionsOf(person.accountId)).toEqual([
    { ...kept, action: 'account_blocked', actorId: operator.accountId, before: { status: 'active' }, after: { status: 'blocked' } },
    { ...kept, action: 'account_reinstated', actorId: second.accountId, before: { status: 'blocked' }, after: { status: 'active' } },
  ]);
});

test('its sessions are closed, each with its event', async () => {
  const person = await join();
  const other = await signIn(person.email);
  await act(operator, person.accountId, 'block');
  await eventually('both sessions are closed', () => {
    const closed = identity.captured.of('session.closed.v1').filter(({ data }) => data['accountId'] === person.accountId);
    return closed.length === 2 && closed.every(({ data }) => data['reason'] === 'account_blocked');
  });
  expect((await refresh(String(other.body['refreshToken']))).status).toBe(401);
});

test('registering the address of a blocked account is answered as ever', async () => {
  const person = await join();
  await act(operator, person.accountId, 'block');
  expect(await begin(person.email)).toMatch(/^reg_/);
});

test('nobody blocks or reinstates themself, an unknown account is not found, and only operators may', async () => {
  const person = await join();
  for (const what of ['block', 'reinstatement'] as const) {
    expect((await act(operator, operator.accountId, what)).body['code']).toBe('own-case');
    expect((await act(operator, person.accountId.replace(/.{12}$/, '000000000000'), what)).body['code']).toBe('account-not-found');
    expect((await act(person, operator.accountId, what)).status).toBe(403);
  }
});

test('an operator who was removed decides nothing any more, also where the word of it has not come', async () => {
  const [former, person] = [second, await join()];
  const path = `/v1/organisations/platform/members/${former.accountId}`;
  expect((await call(`DELETE ${path}`, { token: operator.accessToken })).status).toBe(204);
  const { redis } = identity.service.chassis;
  const row = `revoked:membership:${former.accountId}:platform`;
  await eventually('the lost membership is on the list', async () => (await redis.exists(row)) === 1);
  const whats = ['block', 'reinstatement', 'second-factor-removal', 'second-factor-removal/approval'];
  const tryAll = async () => {
    // The event may come a second time and put the row back.
    await redis.del(row);
    const tried = whats.map((what) =>
      call(`POST /v1/accounts/${person.accountId}/${what}`, {
        token: former.accessToken,
        ...(what.endsWith('approval') ? {} : { body: { reason } }),
      }),
    );
    return (await Promise.all(tried)).map(({ status, body }) => [status, body['code']]);
  };
  const answers = await eventually('answers without the list', async () => {
    const found = await tryAll();
    return found.some(([status]) => status === 401) ? undefined : found;
  });
  expect(answers).toEqual(whats.map(() => [403, 'forbidden']));
  second = await enter(operator, 'operator');
});

test('a block needs a token that was confirmed just now', async () => {
  const person = await join();
  const again = await refresh(second.refreshToken);
  const answer = await act({ ...second, accessToken: String(again.body['accessToken']) }, person.accountId, 'block');
  expect([answer.status, answer.body['code']]).toEqual([403, 'confirmation-required']);
});

test('the last owner of a seller is not blocked, one of two is, and then the other is the last', async () => {
  const owner = await seller();
  expect((await act(operator, owner.accountId, 'block')).body['code']).toBe('last-owner');
  const partner = await hire(owner, 'seller_owner');
  expect((await act(operator, partner.accountId, 'block')).status).toBe(200);
  expect((await act(operator, owner.accountId, 'block')).body['code']).toBe('last-owner');
  expect((await act(operator, partner.accountId, 'reinstatement')).status).toBe(200);
  expect((await act(operator, owner.accountId, 'block')).status).toBe(200);
});

test('of two operators who block each other one stays', async () => {
  const answers = await Promise.all([act(operator, second.accountId, 'block'), act(second, operator.accountId, 'block')]);
  const outcomes = answers.map(({ status, body }) => (status === 200 ? 'blocked' : body['code']));
  expect(outcomes.filter((outcome) => outcome === 'blocked')).toHaveLength(1);
  const [stays, blocked] = outcomes[0] === 'blocked' ? [operator, second] : [second, operator];
  expect((await act(stays, blocked.accountId, 'reinstatement')).status).toBe(200);
});

test('an account is found by exactly its address, and every look is kept before it is answered', async () => {
  const person = await join();
  const look = (by: Entered, email: string) => call(`GET /v1/accounts?email=${encodeURIComponent(email)}`, { token: by.accessToken });
  const signedIn = await signIn(operator.email);
  const by = { ...operator, accessToken: String(signedIn.body['accessToken']) };
  const found = await look(by, person.email.toUpperCase());
  expect(found.body['items']).toMatchObject([{ accountId: person.accountId, email: person.email, status: 'active' }]);
  expect((await look(by, newEmail())).body['items']).toEqual([]);
  expect((await look(person, person.email)).status).toBe(403);
  expect(await decisionsOf(person.accountId)).toMatchObject([{ action: 'account_looked_up', actorId: operator.accountId }]);
  const missed = await identity.service.chassis.mongo
    .records('decisions')
    .find({ subjectId: /^address:/ })
    .toArray();
  expect(missed).toHaveLength(1);
  expect(JSON.stringify(missed)).not.toContain('@');
});
