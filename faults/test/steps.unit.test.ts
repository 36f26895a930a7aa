import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { armFile, failpoint, hitFile, traceFile } from '../src/steps/failpoint.ts';
import { nameOf, roundsOf, stepsOf, type Step } from '../src/steps/plan.ts';
import { updateName, withoutIds, writeName } from '../src/steps/step-names.ts';

test.each([
  ['/v2/pay_0192f0c1-7b1e-7c3a-9d5e-0123456789ab-1/refund', '/v2/*/refund'],
  ['order:cart:0192f0c1-7b1e-7c3a-9d5e-0123456789ab', 'order:cart:*'],
  ['/v1/orders', '/v1/orders'],
])('a step keeps its name from run to run: %s', (text, name) =>
  expect(withoutIds(text).replaceAll('**', '*').replace('*-1', '*')).toBe(name),
);

test('a write is named by the events and entries that it leaves in the outbox', () => {
  const item = { kind: 'event', type: 'payment.captured.v1', id: 'x' };
  const entry = { kind: 'entry', id: 'pay_1:capture:1' };
  const update = { $set: { state: { status: 'captured' }, writeId: '1' }, $push: { outbox: { $each: [item, entry] } } };
  expect(updateName(update)).toBe('[payment.captured.v1, entry capture]');
});

test('a write without events is named by its state and the fields that it touches', () => {
  expect(updateName({ $set: { state: { status: 'paid' }, deadlineAt: 1 }, $inc: { version: 1 } })).toBe('state paid, set deadlineAt');
  expect(updateName({ $inc: { available: -1, version: 1 }, $set: { 'held.ord_1': 1 } })).toBe('inc available, set held.*');
  expect(writeName('bulkWrite', [[{ updateOne: { filter: {}, update: { $pull: { outbox: {} } } } }]])).toBe('updateOne(pull outbox)');
});

test('every step is planned, those of the journeys twice, and each service dies at two steps a round', () => {
  const steps = stepsOf({ order: ['after a', 'after a', 'after a', 'after redis set', 'after redis set', 'after b'] });
  expect(steps.map(nameOf)).toEqual(['order: after a', 'order: after a (2)', 'order: after redis set', 'order: after b']);
  const rounds = roundsOf(steps);
  expect(rounds).toHaveLength(2);
  expect(rounds.flat().map(nameOf).toSorted()).toEqual(steps.map(nameOf).toSorted());
});

describe('a failpoint', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'failpoints-'))));
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  test('ends the process at the armed pass of its step, tells so, and lets it live after its restart', () => {
    const killed = jest.spyOn(process, 'kill').mockReturnValue(true);
    const arms: readonly Omit<Step, 'service'>[] = [{ step: 'after b', nth: 2 }, { step: 'after c', nth: 1 }]; // prettier-ignore
    writeFileSync(armFile(folder, 'order'), JSON.stringify(arms));
    const pass = failpoint(folder, 'order');
    for (const step of ['after a', 'after b']) pass(step);
    expect(killed).not.toHaveBeenCalled();
    // Passes are counted over a restart.
    failpoint(folder, 'order')('after b');
    expect(killed).toHaveBeenCalledWith(process.pid, 'SIGKILL');
    expect(JSON.parse(readFileSync(hitFile(folder, 'order'), 'utf8'))).toEqual(arms[0]);
    expect(JSON.parse(readFileSync(armFile(folder, 'order'), 'utf8'))).toEqual([arms[1]]);
    failpoint(folder, 'order')('after b');
    expect(killed).toHaveBeenCalledTimes(1);
    expect(readFileSync(traceFile(folder, 'order'), 'utf8')).toBe('after a\nafter b\nafter b\nafter b\n');
  });
});
