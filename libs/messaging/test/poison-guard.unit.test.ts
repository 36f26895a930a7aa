import { poisonGuard, signatureOf } from '../src/consume/poison-guard.ts';

const guardAt = () => {
  let at = new Date('2026-11-24T07:00:00.000Z');
  const guard = poisonGuard({ now: () => at, keysMax: 5 });
  return { guard, advance: (seconds: number) => (at = new Date(at.getTime() + seconds * 1000)) };
};

test('five keys may be parked by the same error, the sixth within a minute halts', () => {
  const { guard } = guardAt();
  expect([1, 2, 3, 4, 5, 6].map((key) => guard.mayPark('TypeError', `ord_${key}`))).toEqual([true, true, true, true, true, false]);
  expect(guard.halted()).toEqual(['TypeError']);
});

test('other errors do not count together', () => {
  const { guard } = guardAt();
  expect([1, 2, 3, 4, 5, 6].map((key) => guard.mayPark(`error ${key}`, `ord_${key}`))).not.toContain(false);
});

test('six keys over more than a minute are parked one by one', () => {
  const { guard, advance } = guardAt();
  const allowed = [1, 2, 3, 4, 5, 6].map((key) => {
    advance(15);
    return guard.mayPark('TypeError', `ord_${key}`);
  });
  expect(allowed).not.toContain(false);
});

test('a halt outlasts its minute and ends when an event of that error gets through', () => {
  const { guard, advance } = guardAt();
  for (const key of [1, 2, 3, 4, 5, 6]) guard.mayPark('TypeError', `ord_${key}`);
  advance(3_600);
  expect(guard.mayPark('TypeError', 'ord_6')).toBe(false);
  guard.recovered('TypeError');
  expect(guard.mayPark('TypeError', 'ord_6')).toBe(true);
});

test('ids and numbers do not make two errors of one', () => {
  const one = signatureOf(new Error('No order ord_0198c5a2-1111-7000-8000-000000000001 at 12'));
  expect(one).toBe(signatureOf(new Error('No order ord_0198c5a2-2222-7000-8000-00000000000a at 7')));
  expect(one).not.toBe(signatureOf(new TypeError('x is not a function')));
});
