import { evolveAccount, type Account, type AccountEvent } from '../src/domain/account.ts';
import { decideChangeEmail, decideRestoreEmail } from '../src/domain/change-email.ts';
import { decideChangePassword, decideResetPassword } from '../src/domain/change-password.ts';
import { decideChangeProfile } from '../src/domain/change-profile.ts';
import { decideEndClosing } from '../src/domain/close-entries.ts';
import { decideMakeMailCode, decideTryMailCode, evolveMailCode, isGood, noMailCode, type MailCodeDraft } from '../src/domain/mail-code.ts';
import type { Result } from '@wadah/kit';
import { activeAccount, allowed, at, later, refusal, registrationDraft } from './support/states.ts';

const after = (account: Account, decided: Result<readonly AccountEvent[]>): Account =>
  decided.ok ? decided.value.reduce<Account>(evolveAccount, account) : account;

const moved = (account: Account, { email, reversalCodeId, when }: { email: string; reversalCodeId: string; when: Date }): Account => {
  const generation = account.status === 'absent' ? 0 : (account.generation ?? 0);
  return after(account, decideChangeEmail(account, { email, generation, keptSessionId: 'ses_1', reversalCodeId, at: when }));
};

const once = moved(activeAccount, { email: 'b@wadah.test', reversalCodeId: 'cod_1', when: at });
const twice = moved(once, { email: 'c@wadah.test', reversalCodeId: 'cod_2', when: later(60) });
const restoring = { codeId: 'cod_1', email: activeAccount.email, resetCodeId: 'cod_9', at: later(120) };

test('a reset works for codes of the account’s present generation only, so it works once', () => {
  const reset = { passwordHash: 'new', generation: 0, at };
  const done = after(activeAccount, decideResetPassword(activeAccount, reset));
  expect(done).toMatchObject({ passwordHash: 'new', generation: 1, closing: { reason: 'password_changed', isDone: false } });
  expect(decideResetPassword(done, reset)).toEqual(refusal('code-invalid'));
});

const newPassword = { passwordHash: 'new', keptSessionId: 'ses_1', generation: 0, at };

test('a new password is refused where the account was closed to its session while it was hashed', () => {
  expect(decideChangePassword({ ...activeAccount, generation: 1 }, newPassword)).toEqual(refusal('sign-in-required'));
});

test('a new password keeps the session that sets it', () => {
  const done = after(activeAccount, decideChangePassword(activeAccount, newPassword));
  expect(done).toMatchObject({ generation: 1, closing: { keptSessionId: 'ses_1' } });
});

test('a change of address owes the former one its way back, also when the next change comes first', () => {
  expect(twice).toMatchObject({
    email: 'c@wadah.test',
    generation: 2,
    owedCodes: [
      { codeId: 'cod_1', purpose: 'mail_change_notice', email: activeAccount.email },
      { codeId: 'cod_2', purpose: 'mail_change_notice', email: 'b@wadah.test' },
    ],
  });
});

test.each<[string, Account, typeof restoring, unknown]>([
  ['a way back that the account does not know is refused', activeAccount, restoring, refusal('code-invalid')],
  ['after seven days the way back is closed', once, { ...restoring, at: later(7 * 86_400) }, refusal('code-invalid')],
  ['the way back of the first change undoes the second too', twice, restoring, allowed([expect.objectContaining({ reversals: [] })])],
  [
    'the way back of the second leaves that of the first',
    twice,
    { ...restoring, codeId: 'cod_2' },
    allowed([expect.objectContaining({ reversals: [expect.objectContaining({ codeId: 'cod_1' })] })]),
  ],
])('%s', (_rule, account, command, expected) => expect(decideRestoreEmail(account, command)).toEqual(expected));

test('a restored account has no password, and owes a reset', () => {
  const restored = after(twice, decideRestoreEmail(twice, restoring));
  expect(restored).not.toHaveProperty('passwordHash');
  expect(restored).toMatchObject({ email: activeAccount.email, reversals: [], generation: 3 });
  expect(restored).toMatchObject({ owedCodes: expect.arrayContaining([expect.objectContaining({ purpose: 'password_reset' })]) });
});

test('a closing is done once its own generation is closed, and one that came meanwhile stays open', () => {
  expect(decideEndClosing(activeAccount, { generation: 0, codeIds: [] })).toEqual(allowed([]));
  const early = after(twice, decideEndClosing(twice, { generation: 1, codeIds: ['cod_1'] }));
  expect(early).toMatchObject({ closing: { isDone: false }, owedCodes: [{ codeId: 'cod_2' }] });
  const done = after(early, decideEndClosing(early, { generation: 2, codeIds: ['cod_2'] }));
  expect(done).toMatchObject({ closing: { isDone: true }, owedCodes: [] });
  expect(decideEndClosing(done, { generation: 2, codeIds: ['cod_2'] })).toEqual(allowed([]));
});

test('a profile that stays as it is writes nothing', () => {
  expect(decideChangeProfile(activeAccount, { name: 'Siti' })).toEqual(allowed([]));
  expect(decideChangeProfile(activeAccount, { locale: 'en' })).toEqual(allowed([{ type: 'ProfileChanged', name: 'Siti', locale: 'en' }]));
});

const draft: MailCodeDraft = {
  codeId: 'cod_1',
  purpose: 'mail_change',
  accountId: 'acc_1',
  fits: true,
  generation: 0,
  email: registrationDraft.email,
  locale: 'id',
  code: registrationDraft.code,
  codeHash: 'hash',
  endsAt: later(900),
};
const open = evolveMailCode(noMailCode, { type: 'MailCodeMade', draft, mailed: true, at });

test('the right digits leave the code as it is, wrong ones are counted, and the fifth leaves neither address nor code', () => {
  expect(decideTryMailCode(open, { matches: true, at })).toEqual(allowed([]));
  expect(decideTryMailCode(open, { matches: true, at: later(900) })).toEqual(refusal('code-invalid'));
  const dead = [1, 2, 3, 4, 5].reduce((code) => evolveMailCode(code, { type: 'WrongMailCodeTried' }), open);
  expect(dead).toEqual({ status: 'over', codeId: 'cod_1', endsAt: later(900) });
  expect(decideTryMailCode(dead, { matches: true, at })).toEqual(refusal('code-invalid'));
});

test('no digits fit a code that is made for nobody', () => {
  const nobodys = evolveMailCode(noMailCode, { type: 'MailCodeMade', draft: { ...draft, fits: false }, mailed: true, at });
  expect(isGood(nobodys, at)).toBe(false);
  expect(decideTryMailCode(nobodys, { matches: true, at })).toEqual(allowed([{ type: 'WrongMailCodeTried' }]));
});

test('a code is made once under its id', () => {
  expect(decideMakeMailCode(open, { draft, mailed: true, at })).toEqual(allowed([]));
});
