import { personName } from '../src/adapters/http/person.schema.ts';

test.each([
  ['Siti', true],
  ['  Ibu  Siti  ', true],
  ['', false],
  ['   ', false],
  ['Siti\r\nBcc: all@wadah.test', false],
  ['Siti\u202e', false],
  ['x'.repeat(101), false],
])('a name is printable and short: %j', (name, isGood) => {
  expect(personName.safeParse(name).success).toBe(isGood);
});

test('a name as long as a body may be is refused without holding the process up', () => {
  const beganAt = performance.now();
  expect(personName.safeParse(`${'a'.repeat(250_000)}\u0007`).success).toBe(false);
  expect(performance.now() - beganAt).toBeLessThan(500);
});
