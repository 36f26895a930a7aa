import { actsFor, belongsTo, hasRole, isStaff, memberOf, type ClientActor, type Role, type UserActor } from '../src/index.ts';
import { verifiedTokens } from '../src/auth/verified-tokens.ts';

const times = { issuedAt: new Date(0), expiresAt: new Date(900_000) };
const user = (role: Role, organisationId = 'sel_1'): UserActor => ({
  kind: 'user',
  id: 'acc_1',
  sessionId: 'ses_1',
  roles: ['buyer', role],
  memberships: [{ organisationId, kind: 'seller', role }],
  ...times,
});
const client: ClientActor = { kind: 'client', id: 'cli_1', scopes: ['stock:write'], organisationId: 'sel_1', ...times };

test('a membership counts in its own organisation and role only, never by the union of roles', () => {
  expect(memberOf(user('seller_owner'), 'sel_1', ['seller_owner'])).toBe(true);
  expect(memberOf(user('seller_owner'), 'sel_2', ['seller_owner'])).toBe(false);
  expect(memberOf(user('seller_staff'), 'sel_1', ['seller_owner'])).toBe(false);
  expect(memberOf({ ...user('seller_staff'), roles: ['seller_owner'] }, 'sel_1', ['seller_owner'])).toBe(false);
  expect(memberOf(client, 'sel_1', ['seller_owner'])).toBe(false);
});

test('who belongs to an organisation with too small a role is told from a stranger', () => {
  expect(belongsTo(user('seller_staff'), 'sel_1')).toBe(true);
  expect(belongsTo(user('seller_staff'), 'sel_2')).toBe(false);
  expect(belongsTo(client, 'sel_1')).toBe(true);
});

test('a seller’s client acts for it with the scope, and for no other seller', () => {
  const by = { roles: ['seller_owner', 'seller_staff'], scope: 'stock:write' } as const;
  expect(actsFor(client, 'sel_1', by)).toBe(true);
  expect(actsFor(client, 'sel_2', by)).toBe(false);
  expect(actsFor(client, 'sel_1', { ...by, scope: 'listings:write' })).toBe(false);
  expect(actsFor(client, 'sel_1', { roles: by.roles })).toBe(false);
  expect(actsFor(user('seller_staff'), 'sel_1', by)).toBe(true);
});

test('a role of the union opens what belongs to no organisation', () => {
  expect(hasRole({ ...user('buyer'), roles: ['operator'] }, 'operator', 'auditor')).toBe(true);
  expect(hasRole(user('seller_owner'), 'operator')).toBe(false);
});

test('staff is everyone beyond buyers and sellers', () => {
  expect(isStaff(user('seller_owner'))).toBe(false);
  expect(isStaff(user('curator', 'agy_1'))).toBe(true);
  expect(isStaff(client)).toBe(false);
});

test('the least recently used token is forgotten first, and none outlives itself', () => {
  const cache = verifiedTokens<string>(2);
  const [now, end] = [new Date(0), new Date(1000)];
  cache.set('a', 'A', end);
  cache.set('b', 'B', end);
  cache.get('a', now);
  cache.set('c', 'C', end);
  expect([cache.get('a', now), cache.get('b', now), cache.get('c', now)]).toEqual(['A', undefined, 'C']);
  expect(cache.get('a', end)).toBeUndefined();
  expect(cache.size()).toBe(1);
});
