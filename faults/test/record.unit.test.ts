import { planOf } from '../src/plan.ts';
import { lineOf, type RunRecord } from '../src/record.ts';
import { findingsOf } from '../src/settle.ts';

const record: RunRecord = {
  at: new Date('2026-11-24T20:58:00.123Z'),
  code: 'bb4ade0',
  profile: 'random',
  plan: { ...planOf(7), faults: [{ target: 'order', kind: 'kill', atMs: 5, forMs: 9 }] },
  settled: { outcomes: { rejected: 1, completed: 2 }, findings: [] },
  seconds: 27.4,
};

test('a sound run is one line that ends with ok', () => {
  expect(lineOf(record)).toBe('2026-11-24T20:58:00Z,7,bb4ade0,random,kill:order,completed=2 rejected=1,27,ok');
});

test('a failed run is a line too, and names each invariant that it broke', () => {
  const findings = [
    { rule: 'every hold, has its living order', faults: ['x'] },
    { rule: 'the journal balances', faults: ['y'] },
  ];
  expect(lineOf({ ...record, settled: { outcomes: {}, findings } })).toMatch(
    /,27,"every hold, has its living order; the journal balances"$/,
  );
});

test('the findings are those that verify calls broken, with what breaks them', () => {
  const report =
    'read 3 orders\nok      one rule\nBROKEN  another: rule: 2\n          ord_1 is wrong\n          ord_2 too\nok      a third';
  expect(findingsOf(report)).toEqual([{ rule: 'another: rule', faults: ['ord_1 is wrong', 'ord_2 too'] }]);
});
