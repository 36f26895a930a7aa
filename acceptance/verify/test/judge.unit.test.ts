import { brokenInBoth, isSound, reportOf } from '../judge.ts';

const rule = 'it adds up';

test('what was under way at the first reading and done at the second is not broken', () => {
  const verdicts = brokenInBoth([{ rule, broken: ['a is off', 'b is off'] }], [{ rule, broken: ['b is off', 'c is off'] }]);
  expect(verdicts).toEqual([{ rule, broken: ['b is off'] }]);
  expect(isSound(verdicts)).toBe(false);
});

test('the report says ok or names what is broken, and never runs over', () => {
  expect(reportOf([{ rule, broken: [] }])).toBe('ok      it adds up');
  expect(reportOf([{ rule, broken: ['a is off'] }])).toBe('BROKEN  it adds up: 1\n          a is off');
  const many = Array.from({ length: 60 }, (_, at) => `${at} is off`);
  expect(reportOf([{ rule, broken: many }]).split('\n')).toHaveLength(52);
  expect(reportOf([{ rule, broken: many }])).toContain('and 10 more');
});
