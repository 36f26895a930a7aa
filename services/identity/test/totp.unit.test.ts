import { base32, fromBase32 } from '../src/adapters/crypto/base32.ts';
import { hotp, matchingStep, stepAt } from '../src/adapters/crypto/totp.ts';

/** RFC 6238, appendix B: the seed is as long as the digest. */
const seedOf = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length));
const seeds = { sha1: seedOf(20), sha256: seedOf(32), sha512: seedOf(64) };

test.each([
  [59, 'sha1', '94287082'],
  [59, 'sha256', '46119246'],
  [59, 'sha512', '90693936'],
  [1_111_111_109, 'sha1', '07081804'],
  [1_111_111_109, 'sha256', '68084774'],
  [1_111_111_109, 'sha512', '25091201'],
  [1_111_111_111, 'sha1', '14050471'],
  [1_111_111_111, 'sha256', '67062674'],
  [1_111_111_111, 'sha512', '99943326'],
  [1_234_567_890, 'sha1', '89005924'],
  [1_234_567_890, 'sha256', '91819424'],
  [1_234_567_890, 'sha512', '93441116'],
  [2_000_000_000, 'sha1', '69279037'],
  [2_000_000_000, 'sha256', '90698825'],
  [2_000_000_000, 'sha512', '38618901'],
  [20_000_000_000, 'sha1', '65353130'],
  [20_000_000_000, 'sha256', '77737706'],
  [20_000_000_000, 'sha512', '47863826'],
] as const)('at %i seconds the vector of RFC 6238 with %s is %s', (seconds, algorithm, expected) => {
  expect(hotp(seeds[algorithm], stepAt(new Date(seconds * 1000)), { digits: 8, algorithm })).toBe(expected);
});

const counted = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];

test.each(counted.map((code, counter): [number, string] => [counter, code]))(
  'counter %i has the code of RFC 4226 appendix D, %s',
  (counter, expected) => expect(hotp(seeds.sha1, counter)).toBe(expected),
);

const at = new Date('2026-11-24T07:00:00Z');
const codeAt = (seconds: number) => hotp(seeds.sha1, stepAt(new Date(at.getTime() + seconds * 1000)));

test.each<[string, number, number | undefined]>([
  ['the present one fits', 0, 0],
  ['the one before fits, for a slow clock', -30, -1],
  ['the next one fits, for a fast clock', 30, 1],
  ['one of a minute ago does not', -60, undefined],
  ['one of a minute ahead does not', 60, undefined],
])('of the codes around now %s', (_rule, seconds, apart) => {
  const expected = apart === undefined ? undefined : stepAt(at) + apart;
  expect(matchingStep(seeds.sha1, codeAt(seconds), at)).toBe(expected);
});

test.each(['', '0', '0000000', 'abcdef'])('a code of another shape, "%s", fits nothing', (otp) => {
  expect(matchingStep(seeds.sha1, otp, at)).toBeUndefined();
});

test('base32 is that of RFC 4648 and comes back as it went', () => {
  expect(base32(Buffer.from('fooba'))).toBe('MZXW6YTB');
  expect(fromBase32(base32(seeds.sha1))).toEqual(seeds.sha1);
});
