import { secrets } from '../src/adapters/crypto/secrets.ts';
import { vault } from '../src/adapters/crypto/vault.ts';
import { passwords } from '../src/adapters/crypto/passwords.ts';
import { decideCreateClient, noClient, type ClientScope } from '../src/domain/client.ts';
import type { Membership } from '../src/domain/roles.ts';
import { nextKeyDue, publishedKeysAt, signingKeyAt } from '../src/domain/signing-keys.ts';
import { at, later, refusal } from './support/states.ts';

const DAY = 86_400;
const first = { generation: 1, signsFrom: at };
const second = { generation: 2, signsFrom: later(30 * DAY + 600) };

test('the first key signs at once, for nobody has fetched the keys yet', () => {
  expect(nextKeyDue([], at)).toEqual(first);
});

test('a key that has signed for 30 days gets a successor that is published ten minutes before it signs', () => {
  expect(nextKeyDue([first], later(30 * DAY - 1))).toBeUndefined();
  expect(nextKeyDue([first], later(30 * DAY))).toEqual(second);
  expect(nextKeyDue([first, second], later(30 * DAY + 1))).toBeUndefined();
});

test('a published successor does not sign before its time', () => {
  expect(signingKeyAt([second, first], later(30 * DAY + 599))).toBe(first);
  expect(signingKeyAt([second, first], later(30 * DAY + 600))).toBe(second);
});

test('where the clock went back before every key, the oldest signs, and where there is none, none does', () => {
  expect(signingKeyAt([second, first], later(-1))).toBe(first);
  expect(signingKeyAt([], at)).toBeUndefined();
});

test('the old key stays published for an hour after its successor signs', () => {
  expect(publishedKeysAt([first, second], later(30 * DAY + 600 + 3599))).toEqual([first, second]);
  expect(publishedKeysAt([first, second], later(30 * DAY + 600 + 3600))).toEqual([second]);
});

const operator: Membership[] = [{ organisationId: 'platform', kind: 'platform', role: 'operator' }];
const owner: Membership[] = [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_owner' }];
const staff: Membership[] = [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_staff' }];

test.each<[string, Membership[], string | undefined, ClientScope[], unknown]>([
  ['an owner makes a client of its seller', owner, 'sel_1', ['stock:write'], { ok: true }],
  ['an operator makes one of no seller', operator, undefined, [], { ok: true }],
  ['one of no seller holds no scope', operator, undefined, ['stock:write'], refusal('scopes-of-sellers')],
  ['staff may not', staff, 'sel_1', [], refusal('forbidden')],
  ['an operator finds no seller', operator, 'sel_1', [], refusal('organisation-not-found')],
  ['a buyer makes none', [], undefined, [], refusal('forbidden')],
])('%s', (_rule, memberships, organisationId, scopes, expected) => {
  const client = { clientId: 'cli_1', name: 'Kasir', scopes, secretHash: 'h', createdBy: 'acc_1', createdAt: at, memberships };
  expect(decideCreateClient(noClient, organisationId === undefined ? client : { ...client, organisationId })).toMatchObject(
    expected as object,
  );
});

test('a client made before a crash does not show another secret', () => {
  const client = { clientId: 'cli_1', name: 'Kasir', scopes: [], secretHash: 'h', createdBy: 'acc_1', createdAt: at };
  expect(decideCreateClient({ status: 'open', ...client }, { ...client, memberships: operator })).toEqual(refusal('already-done'));
});

const key = (byte: number) => Buffer.alloc(32, byte);
const made = secrets(vault({ DATA_KEY: key(1), OLD_DATA_KEYS: [], HASH_KEY: key(2) }));

test('codes have the shapes that their mails promise', () => {
  expect(made.mailCode()).toMatch(/^\d{6}$/);
  expect(made.secretCode()).toMatch(/^[A-Z2-7]{32}$/);
});

test('a refresh token names its session, and one that was not made here is nobody’s', () => {
  const sessionId = 'ses_0198c5a0-0000-7000-8000-000000000009';
  const { token, hash } = made.refreshToken(sessionId);
  expect(made.readRefreshToken(token)).toEqual({ sessionId, hash });
  const others = secrets(vault({ DATA_KEY: key(1), OLD_DATA_KEYS: [], HASH_KEY: key(3) }));
  expect(made.readRefreshToken(others.refreshToken(sessionId).token)).toBeUndefined();
  // Not the last letter: some of its bits stand for nothing.
  const forged = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.slice(-1)}`;
  expect(made.readRefreshToken(forged)).toBeUndefined();
  expect(made.readRefreshToken('')).toBeUndefined();
});

const silent = { counter: () => undefined, gauge: () => undefined, histogram: () => undefined };

test('a password is verified, and an unknown address fails after the same work', async () => {
  const hasher = passwords({ metrics: silent });
  const hashed = await hasher.hash('kopi-lebak-2026');
  if (!hashed.ok) throw new Error('busy');
  expect(hashed.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await expect(hasher.verify('kopi-lebak-2026', hashed.value)).resolves.toEqual({ ok: true, value: true });
  await expect(hasher.verify('kopi-lebak-2027', hashed.value)).resolves.toEqual({ ok: true, value: false });
  await expect(hasher.verify('kopi-lebak-2026', undefined)).resolves.toEqual({ ok: true, value: false });
});

test('who would wait longer than the queue allows is turned away at once', async () => {
  const hasher = passwords({ metrics: silent, concurrency: 1, queueMsMax: 50 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => hasher.hash('kopi-lebak-2026')));
  expect(answers.slice(0, 2).every((answer) => answer.ok)).toBe(true);
  expect(answers.at(-1)).toEqual(refusal('busy'));
});
