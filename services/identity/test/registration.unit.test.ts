import { evolveRegistration, noRegistration, type Registration } from '../src/domain/registration.ts';
import { decideBeginRegistration } from '../src/domain/begin-registration.ts';
import { decideEndCode, decideTryCode } from '../src/domain/try-code.ts';
import { allowed, at, later, refusal, registrationDraft } from './support/states.ts';

const begun = (change: Partial<typeof registrationDraft> = {}): Registration =>
  evolveRegistration(noRegistration, { type: 'RegistrationBegun', draft: { ...registrationDraft, ...change }, mailed: true, at });
const open = begun();
const proven = evolveRegistration(open, { type: 'RegistrationProven' });
const over = evolveRegistration(open, { type: 'CodeEnded' });

test.each<[string, Registration, { matches: boolean; at: Date }, unknown]>([
  ['the right code proves the address', open, { matches: true, at }, allowed([{ type: 'RegistrationProven' }])],
  ['a wrong code is counted', open, { matches: false, at }, allowed([{ type: 'WrongCodeTried' }])],
  ['no code fits a known address', begun({ known: true }), { matches: true, at }, allowed([{ type: 'WrongCodeTried' }])],
  ['a code is over after 15 minutes', open, { matches: true, at: later(900) }, refusal('code-invalid')],
  ['an unknown registration answers like a wrong code', noRegistration, { matches: false, at }, refusal('code-invalid')],
  ['a dead code answers like a wrong code', over, { matches: true, at }, refusal('code-invalid')],
  ['the right code may go on after a crash', proven, { matches: true, at }, allowed([])],
  ['a wrong code does not go on', proven, { matches: false, at }, refusal('code-invalid')],
])('%s', (_rule, registration, command, expected) => expect(decideTryCode(registration, command)).toEqual(expected));

test('five wrong tries kill the code and leave no address, name or code behind', () => {
  const after = [1, 2, 3, 4, 5].reduce((registration) => evolveRegistration(registration, { type: 'WrongCodeTried' }), open);
  expect(after).toEqual({ status: 'over', registrationId: 'reg_1', emailHash: 'hash' });
});

test('four wrong tries leave one', () => {
  const after = [1, 2, 3, 4].reduce((registration) => evolveRegistration(registration, { type: 'WrongCodeTried' }), open);
  expect(after).toMatchObject({ status: 'open', triesLeft: 1 });
});

test('a proven registration holds no code any more', () => {
  expect(proven).not.toHaveProperty('code');
});

test('the sweep ends a code that is over and no other', () => {
  expect(decideEndCode(open, later(900))).toEqual(allowed([{ type: 'CodeEnded' }]));
  expect(decideEndCode(open, later(899))).toEqual(allowed([]));
  expect(decideEndCode(proven, later(9_000))).toEqual(allowed([]));
});

test('beginning twice under one id begins once', () => {
  const command = { draft: registrationDraft, mailed: true, at };
  expect(decideBeginRegistration(noRegistration, command)).toEqual(allowed([{ type: 'RegistrationBegun', ...command }]));
  expect(decideBeginRegistration(open, command)).toEqual(allowed([]));
});
