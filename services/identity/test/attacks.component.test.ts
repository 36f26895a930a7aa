import { randomBytes } from 'node:crypto';
import { eventually } from '@wadah/testing';
import { actors, newEmail, password, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, begin, mailed, verify, codeOf, join, signIn } = actors(() => identity);

const CLIENT_MAILS = 20;

beforeAll(async () => {
  identity = await startIdentity({
    MAILS_PER_ADDRESS_HOUR: '3',
    MAILS_PER_ADDRESS_DAY: '8',
    MAILS_PER_CLIENT_HOUR: String(CLIENT_MAILS),
    SIGN_INS_PER_CLIENT: '100',
  });
});

afterAll(() => identity.stop());

/** A client of its own: tests share one machine, and each has limits. */
const from = (client: string) => ({ 'x-forwarded-for': client });

const mailsQueued = () => identity.captured.events.filter(({ type }) => type === 'account.code-requested.v1').length;

const base32 = (): string => [...randomBytes(32)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(byte % 32)).join('');

test('whoever guesses reset codes over ten thousand open ones is stopped by his own limit, and no code suffers', async () => {
  const person = await join();
  const mailCodes = identity.service.chassis.mongo.collection('mail_codes');
  expect((await call('POST /v1/password-resets', { body: { email: person.email } })).status).toBe(202);
  const owners = await mailCodes.findOne({ accountId: person.accountId });
  const others = Array.from({ length: 10_000 }, (_one, index) => ({
    ...owners,
    _id: `cod_guess-${index}`,
    codeHash: `guess-${index}`,
    outbox: [],
  }));
  await mailCodes.insertMany(others);
  const guess = () => call('POST /v1/password-resets/confirmation', { body: { code: base32(), password }, headers: from('203.0.113.9') });
  const statuses = [];
  for (const _guess of Array.from({ length: 120 })) statuses.push((await guess()).status);
  expect(new Set(statuses)).toEqual(new Set([422, 429]));
  expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(100);
  const after = await mailCodes.find({ 'state.accountId': person.accountId }).toArray();
  expect(after).toHaveLength(10_001);
  for (const { state } of after) expect(state).toMatchObject({ status: 'open', triesLeft: 5 });
  await mailCodes.deleteMany({ _id: { $in: others.map(({ _id }) => _id) } });
  const { body } = await mailed(String(owners?._id));
  expect((await call('POST /v1/password-resets/confirmation', { body: { code: body['code'], password } })).status).toBe(204);
});

test('whoever registers a stranger’s address first has neither account nor password there once the stranger proves it', async () => {
  const email = newEmail();
  const body = { email, password: 'milik-pencuri-2026', name: 'Pencuri' };
  const first = await call('POST /v1/accounts', { body, headers: from('203.0.113.20') });
  const mine = await begin(email);
  expect((await verify(mine, await codeOf(mine))).status).toBe(201);
  const thiefs = await verify(String(first.body['registrationId']), '123456');
  expect(thiefs.body['code']).toBe('code-invalid');
  expect([(await signIn(email, 'milik-pencuri-2026')).status, (await signIn(email)).status]).toEqual([401, 201]);
});

test('nobody kills the owner’s code by wrong tries at his own registration', async () => {
  const email = newEmail();
  const mine = await begin(email);
  const code = await codeOf(mine);
  const { body } = await call('POST /v1/accounts', {
    body: { email, password: 'milik-pencuri-2026', name: 'P' },
    headers: from('203.0.113.21'),
  });
  for (const _try of [1, 2, 3, 4, 5, 6]) await verify(String(body['registrationId']), '000000');
  expect((await verify(mine, code)).status).toBe(201);
});

test('one address is mailed three times an hour over all purposes, whatever is asked of whichever client', async () => {
  const person = await join();
  const before = mailsQueued();
  for (const n of [1, 2, 3, 4]) {
    const headers = from(`203.0.113.${30 + n}`);
    expect((await call('POST /v1/password-resets', { body: { email: person.email }, headers })).status).toBe(202);
    expect((await call('POST /v1/accounts', { body: { email: person.email, password, name: 'X' }, headers })).status).toBe(202);
  }
  const last = await call('POST /v1/accounts', { body: { email: newEmail(), password, name: 'X' }, headers: from('203.0.113.39') });
  await mailed(String(last.body['registrationId']));
  // One of the three is that of its own registration; the last is the other address's.
  expect(mailsQueued() - before).toBe(2 + 1);
});

test('a code that no mail brought is fitted by no guess, so the limit of mails is one of guesses too', async () => {
  const email = newEmail();
  const ids = [];
  for (const _ask of [1, 2, 3, 4]) ids.push(await begin(email));
  const state = async (id: string | undefined) =>
    (await identity.service.chassis.mongo.collection('registrations').findOne({ _id: String(id) }))?.['state'];
  expect(await state(ids[2])).toMatchObject({ known: false });
  expect(await state(ids[3])).toMatchObject({ known: true });
});

test('one client causes twenty mails an hour, and what it asks beyond that is not counted against the addresses', async () => {
  const victim = await join();
  const headers = from('203.0.113.50');
  const before = mailsQueued();
  for (const _ask of Array.from({ length: CLIENT_MAILS + 5 })) {
    expect((await call('POST /v1/password-resets', { body: { email: newEmail() }, headers })).status).toBe(202);
  }
  for (const _ask of [1, 2, 3, 4]) await call('POST /v1/password-resets', { body: { email: victim.email }, headers });
  await eventually('twenty are queued', async () => mailsQueued() - before === CLIENT_MAILS);
  const own = await call('POST /v1/password-resets', { body: { email: victim.email }, headers: from('203.0.113.51') });
  expect(own.status).toBe(202);
  await eventually('the victim’s own is mailed', async () => mailsQueued() - before === CLIENT_MAILS + 1);
});

test('two hundred sign-ins a second without an account cost the limit’s runs, and refresh and resets wait for none of them', async () => {
  const person = await join();
  const headers = from('203.0.113.60');
  const finished: string[] = [];
  const strangers = { body: { email: newEmail(), password: 'salah-sekali-2026' }, headers };
  const flood = Promise.all(Array.from({ length: 200 }, () => call('POST /v1/sessions', strangers)));
  const ended = flood.then(() => finished.push('flood'));
  const refreshed = await call('POST /v1/sessions/refresh', { body: { refreshToken: person.refreshToken } });
  const asked = await call('POST /v1/password-resets', { body: { email: newEmail() }, headers: from('203.0.113.61') });
  finished.push('others');
  await ended;
  expect(finished).toEqual(['others', 'flood']);
  expect([refreshed.status, asked.status]).toEqual([200, 202]);
  const statuses = (await flood).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(100);
  expect(statuses.every((status) => [401, 429, 503].includes(status))).toBe(true);
});
