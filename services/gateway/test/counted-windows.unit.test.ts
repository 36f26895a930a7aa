import { countedWindows, type SharedCount } from '../src/adapters/redis/counted-windows.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Redis as two gateways see it. */
const sharedCount = () => {
  let down = false;
  const totals = new Map<string, number>();
  const shared: SharedCount = {
    add: (key, count) => {
      if (down) return Promise.reject(new Error('down'));
      totals.set(key, (totals.get(key) ?? 0) + count);
      return Promise.resolve({ total: totals.get(key) ?? 0, msLeft: 30_000 });
    },
  };
  return { shared, fail: () => (down = true) };
};

const setUp = () => {
  let nowMs = 0;
  const { shared, fail } = sharedCount();
  const gateway = () => countedWindows({ max: 3, windowSeconds: 60, shared, settleMs: 60_000, now: () => new Date(nowMs), logger: silent });
  const [one, two] = [gateway(), gateway()];
  afterAllStop.push(one, two);
  return { one, two, fail, later: (seconds: number) => (nowMs += seconds * 1000) };
};

const afterAllStop: { stop(): void }[] = [];
afterAll(() => afterAllStop.forEach((windows) => windows.stop()));

test('so many and no more, and the client is told where it stands', () => {
  const { one } = setUp();
  expect(one.consume('a')).toEqual({ allowed: true, remaining: 2, secondsLeft: 60 });
  one.consume('a');
  expect(one.consume('a')).toMatchObject({ allowed: true, remaining: 0 });
  expect(one.consume('a')).toMatchObject({ allowed: false, remaining: 0 });
  expect(one.consume('b')).toMatchObject({ allowed: true });
});

test('two gateways count together once they have settled', async () => {
  const { one, two } = setUp();
  one.consume('a');
  one.consume('a');
  two.consume('a');
  await one.settle();
  await two.settle();
  expect(two.consume('a')).toMatchObject({ allowed: false });
});

test('a window ends, also one that Redis ended earlier', async () => {
  const { one, later } = setUp();
  for (let index = 0; index < 4; index += 1) one.consume('a');
  expect(one.consume('a').allowed).toBe(false);
  await one.settle();
  expect(one.consume('a').secondsLeft).toBe(30);
  later(31);
  expect(one.consume('a')).toMatchObject({ allowed: true, remaining: 2 });
});

test('without Redis a gateway limits by what it has seen itself', async () => {
  const { one, fail } = setUp();
  fail();
  for (let index = 0; index < 3; index += 1) one.consume('a');
  await one.settle();
  expect(one.consume('a')).toMatchObject({ allowed: false });
});
