import { decideBlockMember, decideChangeMember, decideRemoveMember, readable, type Manager } from '../src/domain/members.ts';
import type { KnownOrganisation, Organisation } from '../src/domain/organisation.ts';
import type { MemberRole } from '../src/domain/roles.ts';
import { allowed, at, refusal } from './support/states.ts';

const organisation = (kind: KnownOrganisation['kind'], members: Record<string, MemberRole>, blocked?: string[]): KnownOrganisation => ({
  status: 'known',
  organisationId: 'org_1',
  kind,
  members,
  ...(blocked === undefined ? {} : { blocked }),
});

const person = (accountId: string, role?: 'operator' | 'auditor'): Manager => ({
  accountId,
  isOperator: role === 'operator',
  isAuditor: role === 'auditor',
});

const shop = organisation('seller', { budi: 'seller_owner', siti: 'seller_owner', adi: 'seller_staff' });
const solo = organisation('seller', { budi: 'seller_owner', adi: 'seller_staff' });
const office = organisation('agency', { rini: 'curator' });
const platform = organisation('platform', { oki: 'operator', ona: 'operator', eko: 'auditor' });
const loneOperator = organisation('platform', { oki: 'operator', eko: 'auditor' });

const left = (accountId: string, formerRole: MemberRole, decidedBy: string, of: KnownOrganisation) =>
  allowed([{ type: 'MemberLeft', organisationId: 'org_1', kind: of.kind, accountId, formerRole, decidedBy, at }]);

test.each<[string, Organisation, Manager, string, unknown]>([
  ['an owner removes another owner', shop, person('budi'), 'siti', left('siti', 'seller_owner', 'budi', shop)],
  ['the last owner is not removed', solo, person('budi'), 'budi', refusal('last-owner')],
  [
    'an owner whose fellow owner is blocked is the last',
    organisation('seller', shop.members, ['siti']),
    person('budi'),
    'budi',
    refusal('last-owner'),
  ],
  ['staff remove nobody', shop, person('adi'), 'siti', refusal('forbidden')],
  ['staff may leave', shop, person('adi'), 'adi', left('adi', 'seller_staff', 'adi', shop)],
  [
    'an owner removed a moment ago removes nobody',
    organisation('seller', { siti: 'seller_owner' }),
    person('budi'),
    'siti',
    refusal('organisation-not-found'),
  ],
  ['an operator does not touch a seller’s people', shop, person('oki', 'operator'), 'adi', refusal('organisation-not-found')],
  ['a stranger sees no organisation', shop, person('x'), 'adi', refusal('organisation-not-found')],
  ['an operator removes a curator', office, person('oki', 'operator'), 'rini', left('rini', 'curator', 'oki', office)],
  ['an operator without the second factor removes nobody', platform, person('oki'), 'eko', refusal('forbidden')],
  ['an operator removes another', platform, person('oki', 'operator'), 'ona', left('ona', 'operator', 'oki', platform)],
  ['the last operator does not leave', loneOperator, person('oki', 'operator'), 'oki', refusal('last-owner')],
  ['who is no member is gone already', shop, person('budi'), 'nobody', allowed([])],
])('%s', (_rule, found, manager, accountId, expected) => expect(decideRemoveMember(found, { manager, accountId, at })).toEqual(expected));

test.each<[string, Organisation, Manager, [string, MemberRole], unknown]>([
  ['the last owner keeps the role', solo, person('budi'), ['budi', 'seller_staff'], refusal('last-owner')],
  ['the last operator keeps the role', loneOperator, person('oki', 'operator'), ['oki', 'auditor'], refusal('last-owner')],
  ['a role of another kind of organisation is refused', shop, person('budi'), ['adi', 'curator'], refusal('role-not-of-organisation')],
  ['a stranger to it is invited, not added', shop, person('budi'), ['x', 'seller_staff'], refusal('member-not-found')],
  [
    'an auditor becomes operator by no one’s word alone once there are two',
    platform,
    person('oki', 'operator'),
    ['eko', 'operator'],
    refusal('approval-required'),
  ],
  ['the same role again is silent', shop, person('budi'), ['adi', 'seller_staff'], allowed([])],
])('%s', (_rule, found, manager, [accountId, role], expected) =>
  expect(decideChangeMember(found, { manager, accountId, role, at })).toEqual(expected),
);

test('a member gets another role, and the event says which it was', () => {
  expect(decideChangeMember(shop, { manager: person('budi'), accountId: 'adi', role: 'seller_owner', at })).toMatchObject({
    ok: true,
    value: [{ type: 'MemberJoined', accountId: 'adi', role: 'seller_owner', formerRole: 'seller_staff', decidedBy: 'budi' }],
  });
});

test.each<[string, Organisation, string, unknown]>([
  ['a member with another owner beside is blocked', shop, 'budi', allowed([{ type: 'MemberBlocked', accountId: 'budi' }])],
  ['the last owner is not', solo, 'budi', refusal('last-owner')],
  ['again is silent', organisation('seller', shop.members, ['budi']), 'budi', allowed([])],
  ['who is no member has nothing to block', shop, 'x', allowed([])],
])('%s', (_rule, found, accountId, expected) => expect(decideBlockMember(found, accountId)).toEqual(expected));

test.each<[string, Organisation, Manager, boolean]>([
  ['an auditor reads the platform', platform, person('eko', 'auditor'), true],
  ['an auditor reads an agency', office, person('eko', 'auditor'), true],
  ['an auditor reads no seller', shop, person('eko', 'auditor'), false],
  ['a curator does not read the agency', office, person('rini'), false],
])('%s', (_rule, found, manager, expected) => expect(readable(found, manager).ok).toBe(expected));
