import { failingOf, mayRepeat, type Failing } from '../src/domain/repeatable.ts';

test.each<[Failing, string, boolean, boolean]>([
  ['refused', 'GET', false, true],
  ['refused', 'PUT', false, true],
  ['refused', 'DELETE', false, true],
  ['refused', 'POST', true, true],
  ['refused', 'PATCH', true, true],
  ['refused', 'POST', false, false],
  ['refused', 'PATCH', false, false],
  ['broken_off', 'GET', false, true],
  ['broken_off', 'HEAD', false, true],
  ['broken_off', 'PUT', false, false],
  ['broken_off', 'DELETE', false, false],
  ['broken_off', 'POST', true, false],
  ['other', 'GET', false, false],
])('%s: whether %s (keyed: %s) goes again is %s', (failing, method, keyed, expected) => {
  expect(mayRepeat(failing, { method, keyed })).toBe(expected);
});

test.each<[string, Failing]>([
  ['ECONNREFUSED', 'refused'],
  ['UND_ERR_SOCKET', 'broken_off'],
  ['ECONNRESET', 'broken_off'],
  ['UND_ERR_HEADERS_TIMEOUT', 'other'],
])('%s means %s', (code, expected) => expect(failingOf(Object.assign(new Error('failed'), { code }))).toBe(expected));
