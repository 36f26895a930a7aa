import { decideApplyAgain } from '../src/domain/apply.ts';
import { evolveSeller, statementOf, type LiveSeller, type Review, type Seller } from '../src/domain/seller.ts';
import { decideReinstate, decideSuspend } from '../src/domain/suspend.ts';
import { decideVerify } from '../src/domain/verify.ts';
import { applied, at, personStatement, rejected, returned, sealed, statement, suspendedBy, verified } from './support/sellers.ts';

const review = (change: Partial<Review>): Review => ({
  decision: 'approve',
  level: 'L1',
  reasons: [],
  note: '',
  curatorId: 'acc_2',
  at,
  ...change,
});
const hold = { holdSeconds: 172_800 };
const absent: Seller = { status: 'absent' };
const open = (seller: LiveSeller): LiveSeller => ({
  ...seller,
  application: { statement: { ...statement, name: 'Nama Baru' }, status: 'open', at },
});

type Outcome = { readonly code?: string; readonly type?: string; readonly status?: string };

const outcome = (result: ReturnType<typeof decideVerify>): Outcome => {
  if (!result.ok) return { code: result.rejection.code };
  const [event] = result.value;
  if (event === undefined) return {};
  const after = evolveSeller(absent, event);
  return { type: event.type, status: after.status };
};

test.each<[string, Seller, Review, Outcome]>([
  ['an application is approved', applied, review({}), { type: 'SellerVerified', status: 'verified' }],
  [
    'an application is returned with a note',
    applied,
    review({ decision: 'return', note: 'Foto NIK buram' }),
    { type: 'SellerReturned', status: 'returned' },
  ],
  [
    'an application is rejected with a reason',
    applied,
    review({ decision: 'reject', reasons: [{ field: 'name', reason: 'Bukan usaha' }] }),
    { type: 'SellerRejected', status: 'rejected' },
  ],
  ['a refusal without a word is refused', applied, review({ decision: 'return' }), { code: 'reason-required' }],
  ['an approval names its level', applied, review({ level: 'L0' }), { code: 'level-required' }],
  [
    'L2 needs papers',
    { ...applied, application: { ...applied.application, statement: personStatement } },
    review({ level: 'L2' }),
    { code: 'level-needs-documents' },
  ],
  [
    'L1 needs none',
    { ...applied, application: { ...applied.application, statement: personStatement } },
    review({ level: 'L1' }),
    { type: 'SellerVerified', status: 'verified' },
  ],
  ['a decision is final', verified, review({}), { code: 'already-decided' }],
  ['a returned application waits for its owner', returned, review({}), { code: 'already-decided' }],
  [
    'a verified seller whose new application is returned stays verified',
    open(verified),
    review({ decision: 'return', note: 'Lengkapi' }),
    { type: 'SellerReturned', status: 'verified' },
  ],
  [
    'a suspended seller whose new application is approved stays suspended',
    open(suspendedBy('curator')),
    review({ level: 'L2' }),
    { type: 'SellerVerified', status: 'suspended' },
  ],
  ['a seller that does not exist is not found', absent, review({}), { code: 'seller-not-found' }],
])('%s', (_rule, seller, decision, expected) => expect(outcome(decideVerify(seller, decision, hold))).toEqual(expected));

test('approved data hold until a new application is decided', () => {
  const again = decideApplyAgain(verified, { statement: { ...statement, name: 'Nama Baru' }, confirmed: false, at });
  expect(again.ok).toBe(true);
  if (!again.ok) return;
  const waiting = again.value.reduce(evolveSeller, verified as Seller) as LiveSeller;
  expect([waiting.status, statementOf(waiting).name]).toEqual(['verified', statement.name]);
  const decided = decideVerify(waiting, review({ level: 'L2' }), hold);
  const after = (decided.ok ? decided.value : []).reduce(evolveSeller, waiting as Seller) as LiveSeller;
  expect(statementOf(after).name).toBe('Nama Baru');
});

test.each<[string, Seller, Outcome]>([
  ['after a return one may apply again', returned, { type: 'SellerApplied' }],
  ['a second open application is refused', applied, { code: 'application-open' }],
  ['after a rejection it is over', rejected, { code: 'already-decided' }],
])('%s', (_rule, seller, expected) => {
  const result = decideApplyAgain(seller, { statement, confirmed: false, at });
  expect(result.ok ? { type: result.value[0]?.type } : { code: result.rejection.code }).toEqual(expected);
});

const suspension = { by: 'curator', actorId: 'acc_2', reason: 'Laporan pembeli', at } as const;

test.each<[string, Seller, Outcome]>([
  ['a verified seller is suspended', verified, { type: 'SellerSuspended', status: 'suspended' }],
  ['suspending twice is not an error', suspendedBy('operator'), {}],
  ['one that has only applied can’t be suspended', applied, { code: 'seller-state' }],
  ['a rejected one can’t be suspended', rejected, { code: 'seller-state' }],
])('%s', (_rule, seller, expected) => expect(outcome(decideSuspend(seller, suspension))).toEqual(expected));

test('what an operator imposes on top of a curator is from then on an operator’s to lift', () => {
  const imposed = decideSuspend(suspendedBy('curator'), { ...suspension, by: 'operator' });
  const after = (imposed.ok ? imposed.value : []).reduce(evolveSeller, absent);
  const lifted = decideReinstate(after, suspension);
  expect(lifted.ok ? 'lifted' : lifted.rejection.code).toBe('operator-suspension');
});

test.each<[string, Seller, 'curator' | 'operator', Outcome]>([
  ['a curator lifts what a curator imposed', suspendedBy('curator'), 'curator', { type: 'SellerReinstated', status: 'verified' }],
  ['a curator doesn’t lift what an operator imposed', suspendedBy('operator'), 'curator', { code: 'operator-suspension' }],
  ['an operator lifts anything', suspendedBy('curator'), 'operator', { type: 'SellerReinstated', status: 'verified' }],
  ['reinstating a verified seller is not an error', verified, 'curator', {}],
  ['a returned application is not reinstated', returned, 'operator', { code: 'seller-state' }],
])('%s', (_rule, seller, by, expected) => expect(outcome(decideReinstate(seller, { ...suspension, by }))).toEqual(expected));

const firstApproval = review({ level: 'L3', curatorId: 'acc_2' });
const halfApproved: LiveSeller = { ...applied, application: { ...applied.application, firstApproval } };

test.each<[string, Seller, Review, Outcome]>([
  [
    'a first approval of L3 waits for a second curator',
    applied,
    review({ level: 'L3' }),
    { type: 'FirstApprovalGiven', status: 'applied' },
  ],
  [
    'a second curator confirms it',
    halfApproved,
    review({ level: 'L3', curatorId: 'acc_3' }),
    { type: 'SellerVerified', status: 'verified' },
  ],
  ['the first curator is not the second', halfApproved, review({ level: 'L3' }), { code: 'second-curator-needed' }],
  [
    'a second curator returns it alone',
    halfApproved,
    review({ decision: 'return', note: 'NPWP tidak cocok', curatorId: 'acc_3' }),
    { type: 'SellerReturned', status: 'returned' },
  ],
  [
    'the second approval is of the same level',
    { ...halfApproved, application: { ...halfApproved.application, firstApproval: { ...firstApproval, level: 'L2' } } },
    review({ level: 'L3', curatorId: 'acc_3' }),
    { code: 'approval-differs' },
  ],
  ['L2 needs one curator', applied, review({ level: 'L2' }), { type: 'SellerVerified', status: 'verified' }],
  [
    'before the rule began one curator was enough',
    applied,
    review({ level: 'L3', at: new Date('2025-12-31T16:59:59Z') }),
    { type: 'SellerVerified', status: 'verified' },
  ],
])('four eyes: %s', (_rule, seller, decision, expected) => expect(outcome(decideVerify(seller, decision, hold))).toEqual(expected));

const typesOf = (result: ReturnType<typeof decideVerify>) => (result.ok ? result.value.map(({ type }) => type) : [result.rejection.code]);

test('an approval that brings another account holds transfers, one that keeps it does not', () => {
  const bankAccount = { bank: 'bca', number: sealed('7777'), holder: 'Ujang' };
  const changed: LiveSeller = { ...verified, application: { statement: { ...statement, bankAccount }, status: 'open', at } };
  expect(typesOf(decideVerify(changed, review({ level: 'L2' }), hold))).toEqual(['SellerVerified', 'BankAccountChanged']);
  expect(typesOf(decideVerify(open(verified), review({ level: 'L2' }), hold))).toEqual(['SellerVerified']);
});
