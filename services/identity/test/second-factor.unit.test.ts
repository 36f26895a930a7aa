import {
  decideApproveRemoval,
  decideBeginSecondFactor,
  decideConfirmSecondFactor,
  decideRemove,
  decideRequestRemoval,
  decideUseCode,
  evolveSecondFactor,
  noSecondFactor,
  type ActiveSecondFactor,
  type SecondFactor,
} from '../src/domain/second-factor.ts';
import { allowed, at, later, refusal } from './support/states.ts';

const secret = { keyId: 'k', iv: 'i', tag: 't', text: 'x' };
const pending: SecondFactor = { status: 'pending', accountId: 'acc_1', secret };
const active: ActiveSecondFactor = { status: 'active', accountId: 'acc_1', secret, usedStep: 100, recoveryHashes: ['one', 'two'] };
const requested: SecondFactor = { ...active, removal: { requestedBy: 'acc_2', requestedAt: at } };
const approved: SecondFactor = { ...active, removal: { requestedBy: 'acc_2', requestedAt: at, approvedBy: 'acc_3', dueAt: later(86_400) } };

test.each<[string, SecondFactor, unknown]>([
  ['is begun where there is none', noSecondFactor, allowed([{ type: 'SecondFactorBegun', accountId: 'acc_1', secret }])],
  ['is begun anew while nothing counts yet', pending, allowed([{ type: 'SecondFactorBegun', accountId: 'acc_1', secret }])],
  ['that counts is not replaced by who knows the password', active, refusal('second-factor-exists')],
])('a second factor %s', (_rule, factor, expected) => {
  expect(decideBeginSecondFactor(factor, { accountId: 'acc_1', secret })).toEqual(expected);
});

test.each<[string, SecondFactor, number | undefined, unknown]>([
  [
    'a code of the shown secret',
    pending,
    100,
    allowed([{ type: 'SecondFactorAdded', accountId: 'acc_1', step: 100, recoveryHashes: ['r'], at }]),
  ],
  ['no wrong code', pending, undefined, refusal('code-invalid')],
  ['nothing where none was begun', noSecondFactor, 100, refusal('code-invalid')],
  ['nothing a second time', active, 100, refusal('code-invalid')],
])('%s confirms it', (_rule, factor, step, expected) => {
  expect(decideConfirmSecondFactor(factor, { given: { step }, recoveryHashes: ['r'], at })).toEqual(expected);
});

test.each<[string, SecondFactor, object, unknown]>([
  ['a newer code is used up', active, { step: 101 }, allowed([{ type: 'CodeUsed', step: 101 }])],
  ['the code used last is burnt', active, { step: 100 }, refusal('code-invalid')],
  ['one from before it is burnt too', active, { step: 99 }, refusal('code-invalid')],
  [
    'a recovery code is used up',
    active,
    { recoveryHash: 'two' },
    allowed([{ type: 'RecoveryCodeUsed', hash: 'two', accountId: 'acc_1', at }]),
  ],
  ['another recovery code is wrong', active, { recoveryHash: 'three' }, refusal('code-invalid')],
  ['nothing given is wrong', active, {}, refusal('code-invalid')],
  ['what was never confirmed counts nothing', pending, { step: 101 }, refusal('second-factor-absent')],
])('%s', (_rule, factor, given, expected) => expect(decideUseCode(factor, { given, at })).toEqual(expected));

test('a used recovery code is gone, the others stay', () => {
  const after = evolveSecondFactor(active, { type: 'RecoveryCodeUsed', hash: 'one', accountId: 'acc_1', at });
  expect(after).toMatchObject({ recoveryHashes: ['two'] });
  expect(decideUseCode(after, { given: { recoveryHash: 'one' }, at })).toEqual(refusal('code-invalid'));
});

const request = { accountId: 'acc_1', operatorId: 'acc_2', reason: 'Telepon hilang', at };

test.each<[string, SecondFactor, object, unknown]>([
  ['is asked for by an operator', active, {}, allowed([{ type: 'RemovalRequested', ...request }])],
  ['asked for again stays as it is', requested, {}, allowed([])],
  ['is never asked for by its holder', active, { operatorId: 'acc_1' }, refusal('own-case')],
  ['needs a second factor', noSecondFactor, {}, refusal('second-factor-absent')],
])('a removal %s', (_rule, factor, more, expected) => expect(decideRequestRemoval(factor, { ...request, ...more })).toEqual(expected));

const approval = { accountId: 'acc_1', operatorId: 'acc_3', at };

test.each<[string, SecondFactor, object, unknown]>([
  ['another operator', requested, {}, allowed([{ type: 'RemovalApproved', ...approval, dueAt: later(86_400) }])],
  ['the same again, in silence', approved, {}, allowed([])],
  ['never who asked for it', requested, { operatorId: 'acc_2' }, refusal('own-case')],
  ['never its holder', requested, { operatorId: 'acc_1' }, refusal('own-case')],
  ['nobody before it was asked for', active, {}, refusal('removal-not-requested')],
])('it is approved by %s', (_rule, factor, more, expected) =>
  expect(decideApproveRemoval(factor, { ...approval, ...more })).toEqual(expected),
);

test.each<[string, SecondFactor, Date, unknown]>([
  ['after its day', approved, later(86_400), allowed([{ type: 'SecondFactorRemoved', accountId: 'acc_1', at: later(86_400) }])],
  ['not a second sooner', approved, later(86_399), allowed([])],
  ['never unapproved', requested, later(999_999), allowed([])],
])('it is gone %s', (_rule, factor, when, expected) => expect(decideRemove(factor, when)).toEqual(expected));
