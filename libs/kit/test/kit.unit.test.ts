import fc from 'fast-check';
import { derivedId, idLike, jakartaDay, newId, shareOf, splitRupiah, sumRupiah, uuidv7 } from '@wadah/kit';

test('ids made later sort later', () => {
  expect(uuidv7(new Date(1_000)) < uuidv7(new Date(2_000))).toBe(true);
});

test('an id under another prefix keeps its uuid', () => {
  const order = newId('ord');
  expect(idLike('pay', order)).toBe(order.replace('ord_', 'pay_'));
  expect(() => idLike('pay', 'nonsense')).toThrow('Not a prefixed id');
});

test('a derived id is fixed by its causes and by their borders', () => {
  expect(derivedId('msg', 'a', 'bc')).toBe(derivedId('msg', 'a', 'bc'));
  expect(derivedId('msg', 'a', 'bc')).not.toBe(derivedId('msg', 'ab', 'c'));
  expect(derivedId('msg', 'a')).toMatch(/^msg_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test.each([
  [100_000, 500, 5_000],
  [30, 500, 2],
  [29, 500, 1],
  [-30, 500, -2],
  [0, 500, 0],
])('the share of %i at %i basis points is %i', (amount, basisPoints, expected) => {
  expect(shareOf(amount, basisPoints)).toBe(expected);
});

test('split parts always add up to the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 50 }),
      fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
      (total, weights) => {
        const parts = splitRupiah(total, weights);
        expect(sumRupiah(parts)).toBe(total);
        expect(parts.every((part) => part >= 0)).toBe(true);
      },
    ),
  );
});

test('a fraction of a rupiah is a bug', () => {
  expect(() => sumRupiah([0.5])).toThrow('Not a whole amount');
});

test('the day in Jakarta begins seven hours before UTC', () => {
  expect(jakartaDay(new Date('2026-11-24T17:00:00Z'))).toBe('2026-11-25');
  expect(jakartaDay(new Date('2026-11-24T16:59:59Z'))).toBe('2026-11-24');
});

test('no two ids are alike, however many are made in the same millisecond', () => {
  const at = new Date(1_000);
  const made = Array.from({ length: 2_000 }, () => uuidv7(at));
  expect(new Set(made).size).toBe(made.length);
  expect(made.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true);
});
