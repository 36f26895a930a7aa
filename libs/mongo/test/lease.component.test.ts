import { lease } from '../src/lease.ts';
import { openSuite, type Suite } from './support/suite.ts';

const LEASE_MS = 15_000;
const start = Date.parse('2026-11-24T08:00:00Z');

let suite: Suite;
beforeAll(async () => {
  suite = await openSuite();
});
afterAll(() => suite.end());
afterEach(() => suite.mongo.collection('leases').deleteMany({}));

/** Two replicas by one clock that the test sets. */
const twoReplicas = () => {
  let now = start;
  const replica = () => lease(suite.mongo, 'sweep', () => new Date(now));
  return {
    first: replica(),
    second: replica(),
    to: (seconds: number) => (now = start + seconds * 1_000),
  };
};

test('one replica holds a lease and prolongs it; another follows when its time is over', async () => {
  const { first, second, to } = twoReplicas();
  expect(await first.hold(LEASE_MS)).toBe(true);
  to(10);
  expect(await second.hold(LEASE_MS)).toBe(false);
  expect(await first.hold(LEASE_MS)).toBe(true);
  to(20);
  expect(await second.hold(LEASE_MS)).toBe(false);
  to(25);
  expect(await second.hold(LEASE_MS)).toBe(true);
  expect(await first.hold(LEASE_MS)).toBe(false);
});

test('a lease of a replica that died before the clock stepped back is not waited for until the clock is there again', async () => {
  const { first, second, to } = twoReplicas();
  to(300);
  expect(await first.hold(LEASE_MS)).toBe(true);
  to(0);
  expect(await second.hold(LEASE_MS)).toBe(true);
});

test('clocks of replicas that differ by seconds do not take a lease from one another', async () => {
  const { first, second, to } = twoReplicas();
  to(4);
  expect(await first.hold(LEASE_MS)).toBe(true);
  to(0);
  expect(await second.hold(LEASE_MS)).toBe(false);
});
