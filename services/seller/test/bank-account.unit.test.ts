import { decideChangeBankAccount } from '../src/domain/bank-account.ts';
import { decideChangeContact } from '../src/domain/change-profile.ts';
import { decideReseal } from '../src/domain/reseal.ts';
import { evolveSeller, type LiveSeller, type Seller, type SellerEvent } from '../src/domain/seller.ts';
import type { Result } from '@wadah/kit';
import { applied, at, rejected, sealed, statement, suspendedBy, verified } from './support/sellers.ts';

const bankAccount = { bank: 'bca', number: sealed('7777'), holder: 'Koperasi Gula Aren' };
const command = { bankAccount, at, holdSeconds: 172_800 };

const after = (seller: Seller, decided: Result<readonly SellerEvent[]>): LiveSeller => {
  const next = (decided.ok ? decided.value : []).reduce(evolveSeller, seller);
  if (!decided.ok || next.status === 'absent') throw new Error('Expected a decision that stands.');
  return next;
};
const outcome = (decided: Result<readonly SellerEvent[]>) => (decided.ok ? decided.value.map(({ type }) => type) : decided.rejection.code);

test.each<[string, Seller, unknown]>([
  ['a verified seller’s account changes at once, behind a hold', verified, ['BankAccountChanged']],
  ['a suspended seller’s too, since its orders go on', suspendedBy('operator'), ['BankAccountChanged']],
  ['an applicant’s too', applied, ['BankAccountChanged']],
  ['a rejected one is over', rejected, 'seller-state'],
  ['one that does not exist is not found', { status: 'absent' }, 'seller-not-found'],
])('%s', (_rule, seller, expected) => expect(outcome(decideChangeBankAccount(seller, command))).toEqual(expected));

test('the hold ends 48 hours after the change', () => {
  const changed = after(verified, decideChangeBankAccount(verified, command));
  expect(changed.transfersHeldUntil).toEqual(new Date('2026-11-26T08:00:00Z'));
});

test('the same account again changes nothing and renews no hold', () => {
  const changed = after(verified, decideChangeBankAccount(verified, command));
  expect(outcome(decideChangeBankAccount(changed, { ...command, at: new Date('2026-11-25T08:00:00Z') }))).toEqual([]);
});

const halfApproved: LiveSeller = {
  ...verified,
  application: {
    statement,
    status: 'open',
    at,
    firstApproval: { decision: 'approve', level: 'L3', reasons: [], note: '', curatorId: 'acc_2', at },
  },
};

test('an open application names the new account too, and its first approval is gone', () => {
  const { application, approved } = after(halfApproved, decideChangeBankAccount(halfApproved, command));
  expect([application.statement.bankAccount, approved?.bankAccount]).toEqual([bankAccount, bankAccount]);
  expect(application.firstApproval).toBeUndefined();
});

test('a new story takes the first approval back, since nobody has read it', () => {
  const { application } = after(halfApproved, decideChangeContact(halfApproved, { story: 'Lain', at }));
  expect(application.firstApproval).toBeUndefined();
});

test('a rotation seals every number anew, also what is approved, and nothing twice', () => {
  const reseal = ({ sealed: _old, ...number }: LiveSeller['application']['statement']['owner']['nik']) => ({ ...number, sealed: 'new' });
  const resealed = after(verified, decideReseal(verified, { reseal, at }));
  for (const { owner, npwp, bankAccount: account } of [resealed.application.statement, resealed.approved ?? statement])
    expect([owner.nik.sealed, npwp?.sealed, account?.number.sealed]).toEqual(['new', 'new', 'new']);
  expect(outcome(decideReseal(verified, { reseal: (number) => number, at }))).toEqual([]);
});

test('a story that is approved already and that the open application has changed is written into that too', () => {
  const open: LiveSeller = { ...halfApproved, application: { ...halfApproved.application, statement: { ...statement, story: 'Baru' } } };
  const told: LiveSeller = { ...open, approved: { ...statement, story: 'Lama' } };
  expect(after(told, decideChangeContact(told, { story: 'Lama', at })).application.statement.story).toBe('Lama');
});
