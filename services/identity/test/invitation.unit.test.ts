import { decideAcceptInvitation, decideEndInvitation } from '../src/domain/accept-invitation.ts';
import { evolveInvitation, noInvitation, type Invitation } from '../src/domain/invitation.ts';
import { decideInvite, decideTarget, mayInvite, type InviteTo } from '../src/domain/invite.ts';
import { awaitsApproval } from '../src/domain/join-organisation.ts';
import type { Organisation } from '../src/domain/organisation.ts';
import type { MemberRole, Membership } from '../src/domain/roles.ts';
import { allowed, at, invitationDraft, later, refusal } from './support/states.ts';

const operator: Membership[] = [{ organisationId: 'platform', kind: 'platform', role: 'operator' }];
const owner: Membership[] = [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_owner' }];
const staff: Membership[] = [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_staff' }];
const curator: Membership[] = [{ organisationId: 'agy_1', kind: 'agency', role: 'curator' }];

test.each<[string, Membership[], InviteTo, unknown]>([
  ['an operator invites an operator', operator, { role: 'operator' }, allowed('platform')],
  ['an operator invites a curator', operator, { role: 'curator', organisationId: 'agy_1' }, allowed('agy_1')],
  ['an operator invites government staff', operator, { role: 'treasurer', organisationId: 'unt_1' }, allowed('unt_1')],
  [
    'an operator does not invite a seller’s people',
    operator,
    { role: 'seller_staff', organisationId: 'sel_1' },
    refusal('organisation-not-found'),
  ],
  ['an owner invites an owner of its seller', owner, { role: 'seller_owner', organisationId: 'sel_1' }, allowed('sel_1')],
  ['an owner invites staff of its seller', owner, { role: 'seller_staff', organisationId: 'sel_1' }, allowed('sel_1')],
  ['an owner of one seller finds no other', owner, { role: 'seller_staff', organisationId: 'sel_2' }, refusal('organisation-not-found')],
  ['staff have too small a role', staff, { role: 'seller_staff', organisationId: 'sel_1' }, refusal('forbidden')],
  ['an owner invites no curator', owner, { role: 'curator', organisationId: 'agy_1' }, refusal('forbidden')],
  ['a curator invites no curator', curator, { role: 'curator', organisationId: 'agy_1' }, refusal('forbidden')],
  ['nobody invites an operator but an operator', owner, { role: 'operator' }, refusal('forbidden')],
  ['a role of an organisation needs one', operator, { role: 'curator' }, refusal('organisation-required')],
  ['a role of the platform takes none', operator, { role: 'auditor', organisationId: 'agy_1' }, refusal('organisation-not-expected')],
])('%s', (_rule, memberships, to, expected) => expect(mayInvite({ accountId: 'acc_1', memberships }, to)).toEqual(expected));

const known = (kind: 'seller' | 'agency' | 'platform', members: Readonly<Record<string, MemberRole>> = {}): Organisation => ({
  status: 'known',
  organisationId: 'org_1',
  kind,
  members,
});

test.each<[string, Organisation, MemberRole, boolean, unknown]>([
  ['an agency takes a curator', known('agency'), 'curator', false, allowed(undefined)],
  ['a verified seller takes staff', known('seller'), 'seller_staff', true, allowed(undefined)],
  ['a seller that is not verified invites nobody', known('seller'), 'seller_staff', false, refusal('seller-not-verified')],
  ['an agency has no seller staff', known('agency'), 'seller_staff', true, refusal('role-not-of-organisation')],
  ['an organisation that has not arrived yet can be tried again', { status: 'absent' }, 'curator', false, refusal('organisation-unknown')],
])('%s', (_rule, organisation, role, isVerified, expected) => expect(decideTarget(organisation, role, isVerified)).toEqual(expected));

test('a third operator needs a second one’s approval, a second operator does not', () => {
  expect(awaitsApproval(known('platform', { acc_1: 'operator' }), 'operator')).toBe(false);
  expect(awaitsApproval(known('platform', { acc_1: 'operator', acc_2: 'operator' }), 'operator')).toBe(true);
  expect(awaitsApproval(known('platform', { acc_1: 'operator', acc_2: 'operator' }), 'auditor')).toBe(false);
});

const invited = (waits = false): Invitation =>
  evolveInvitation(noInvitation, { type: 'Invited', draft: invitationDraft, awaitsApproval: waits, mailed: true, at });
const accepted = evolveInvitation(invited(), { type: 'InvitationAccepted', accountId: 'acc_2' });

test.each<[string, Invitation, string, Date, unknown]>([
  ['an open invitation is accepted', invited(), 'acc_2', at, allowed([{ type: 'InvitationAccepted', accountId: 'acc_2' }])],
  ['the same account may repeat it', accepted, 'acc_2', at, allowed([])],
  ['another one finds the code used', accepted, 'acc_3', at, refusal('code-invalid')],
  ['after seven days it is over', invited(), 'acc_2', later(7 * 86_400), refusal('code-invalid')],
  ['one that waits for approval is not open yet', invited(true), 'acc_2', at, refusal('code-invalid')],
  ['an unknown code is refused alike', noInvitation, 'acc_2', at, refusal('code-invalid')],
])('%s', (_rule, invitation, accountId, when, expected) =>
  expect(decideAcceptInvitation(invitation, { accountId, at: when })).toEqual(expected),
);

test('neither an accepted nor an ended invitation holds an address or a code', () => {
  const ended = evolveInvitation(invited(), { type: 'InvitationEnded' });
  for (const invitation of [accepted, ended]) {
    expect(invitation).not.toHaveProperty('email');
    expect(invitation).not.toHaveProperty('code');
  }
});

test('the sweep ends what is over and nothing else', () => {
  expect(decideEndInvitation(invited(), later(7 * 86_400))).toEqual(allowed([{ type: 'InvitationEnded' }]));
  expect(decideEndInvitation(invited(true), later(7 * 86_400))).toEqual(allowed([{ type: 'InvitationEnded' }]));
  expect(decideEndInvitation(invited(), at)).toEqual(allowed([]));
  expect(decideEndInvitation(accepted, later(9 * 86_400))).toEqual(allowed([]));
});

test('inviting twice under one id invites once', () => {
  const command = { draft: invitationDraft, awaitsApproval: false, mailed: true, at };
  expect(decideInvite(noInvitation, command)).toEqual(allowed([{ type: 'Invited', ...command }]));
  expect(decideInvite(invited(), command)).toEqual(allowed([]));
});
