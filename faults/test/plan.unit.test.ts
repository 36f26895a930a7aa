import { fullSize, planOf, shortSize } from '../src/plan.ts';

const seeds = Array.from({ length: 100 }, (_, seed) => seed * 42_949_672);

test('the plan of a seed is always the same, and of another seed another', () => {
  expect(planOf(7)).toEqual(planOf(7));
  expect(planOf(7)).not.toEqual(planOf(8));
});

test.each([fullSize, shortSize])('a plan has its number of carts and faults, each within the span %j', (size) => {
  for (const { carts, faults, stocks } of seeds.map((seed) => planOf(seed, size))) {
    expect([carts.length, stocks.length, faults.length]).toEqual([size.carts, size.wares, size.faults]);
    expect(Math.max(...faults.map(({ atMs }) => atMs))).toBeLessThanOrEqual(size.spanMs);
    expect(Math.max(...carts.map(({ buyer }) => buyer))).toBeLessThan(size.buyers);
    expect(carts.flatMap(({ lines }) => lines).every(({ ware, quantity }) => ware < size.wares && quantity > 0)).toBe(true);
  }
});

test('no process is killed or paused while an earlier fault of it lasts', () => {
  for (const { faults } of seeds.map((seed) => planOf(seed)))
    for (const [at, fault] of faults.entries())
      for (const later of faults.slice(at + 1))
        if (later.target === fault.target) expect(later.atMs).toBeGreaterThan(fault.atMs + fault.forMs);
});

test('over many seeds each process is killed and paused, and a pause outlasts the session', () => {
  const faults = seeds.flatMap((seed) => planOf(seed).faults);
  const seen = new Set(faults.map(({ kind, target }) => `${kind} ${target}`));
  expect(seen.size).toBe(20);
  const pausesMs = faults.flatMap(({ kind, forMs }) => (kind === 'pause' ? [forMs] : []));
  expect(Math.min(...pausesMs)).toBeGreaterThan(6_000);
});

test('more is asked for than can be had, so that some carts are refused', () => {
  for (const { stocks, carts } of seeds.map((seed) => planOf(seed))) {
    const asked = carts.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
    expect(asked).toBeGreaterThan(stocks.reduce((sum, stock) => sum + stock, 0));
  }
});
