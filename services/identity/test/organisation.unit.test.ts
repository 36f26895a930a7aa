import { decideFoundOrganisation } from '../src/domain/found-organisation.ts';
import { decideJoinOrganisation } from '../src/domain/join-organisation.ts';
import { evolveOrganisation, noOrganisation, type Organisation } from '../src/domain/organisation.ts';
import type { MemberRole } from '../src/domain/roles.ts';
import { allowed, at, refusal } from './support/states.ts';

const seller = (members: Readonly<Record<string, MemberRole>>): Organisation => ({
  status: 'known',
  organisationId: 'sel_1',
  kind: 'seller',
  members,
});
const joined = (accountId: string, role: MemberRole) => ({
  type: 'MemberJoined',
  organisationId: 'sel_1',
  kind: 'seller',
  accountId,
  role,
  at,
});

test.each<[string, Organisation, string, MemberRole, unknown]>([
  ['a person joins', seller({ acc_1: 'seller_owner' }), 'acc_2', 'seller_staff', allowed([joined('acc_2', 'seller_staff')])],
  ['joining again in the same role is silent', seller({ acc_2: 'seller_staff' }), 'acc_2', 'seller_staff', allowed([])],
  [
    'one of two owners may take a smaller role',
    seller({ acc_1: 'seller_owner', acc_2: 'seller_owner' }),
    'acc_2',
    'seller_staff',
    allowed([{ ...joined('acc_2', 'seller_staff'), formerRole: 'seller_owner' }]),
  ],
  ['the last owner may not', seller({ acc_1: 'seller_owner', acc_2: 'seller_staff' }), 'acc_1', 'seller_staff', refusal('last-owner')],
  ['a role of another kind of organisation is refused', seller({}), 'acc_2', 'curator', refusal('role-not-of-organisation')],
  ['an organisation that is not known yet can be tried again', noOrganisation, 'acc_2', 'seller_staff', refusal('organisation-unknown')],
])('%s', (_rule, organisation, accountId, role, expected) =>
  expect(decideJoinOrganisation(organisation, { accountId, role, at })).toEqual(expected),
);

test('the founder is the first owner, and hearing of it again changes nothing', () => {
  const command = { organisationId: 'sel_1', kind: 'seller' as const, founder: { accountId: 'acc_1', role: 'seller_owner' as const }, at };
  const first = decideFoundOrganisation(noOrganisation, command);
  expect(first).toEqual(allowed([{ type: 'OrganisationKnown', organisationId: 'sel_1', kind: 'seller' }, joined('acc_1', 'seller_owner')]));
  const founded = first.ok ? first.value.reduce(evolveOrganisation, noOrganisation) : noOrganisation;
  expect(founded).toEqual(seller({ acc_1: 'seller_owner' }));
  expect(decideFoundOrganisation(founded, { ...command, founder: { accountId: 'acc_9', role: 'seller_owner' } })).toEqual(allowed([]));
});
