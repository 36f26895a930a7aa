import type { Ending, HookMode } from './buyers.ts';
import { randomFrom, type Random } from './random.ts';
import type { Target } from './world.ts';

export type Fault = {
  readonly target: Target;
  readonly kind: 'kill' | 'pause';
  readonly atMs: number;
  /** How long it stays down or silent; starting takes its own time on top. */
  readonly forMs: number;
};

export type PlannedCart = {
  readonly buyer: number;
  readonly lines: readonly { readonly ware: number; readonly quantity: number }[];
  readonly ending: Ending;
  readonly hooks: HookMode;
  readonly twice: boolean;
  readonly startAtMs: number;
};

export type Plan = {
  readonly seed: number;
  /** What can be bought of each ware. */
  readonly stocks: readonly number[];
  readonly carts: readonly PlannedCart[];
  readonly faults: readonly Fault[];
};

export type PlanSize = {
  readonly carts: number;
  readonly faults: number;
  readonly buyers: number;
  readonly wares: number;
  /** Carts and faults begin within this time. */
  readonly spanMs: number;
};

export const fullSize: PlanSize = { carts: 50, faults: 8, buyers: 10, wares: 6, spanMs: 5_000 };
export const shortSize: PlanSize = { carts: 8, faults: 3, buyers: 8, wares: 2, spanMs: 2_500 };

/** What a purchase goes through weighs more. */
const targetWeights: readonly (readonly [Target, number])[] = [
  ['order', 3], ['payment', 3], ['catalogue', 3], ['kafka', 2], ['mongo', 2],
  ['redis', 1], ['gateway', 1], ['identity', 1], ['notification', 1], ['seller', 1],
]; // prettier-ignore

const endingWeights: readonly (readonly [Ending, number])[] = [
  ['received', 10], ['refused', 4], ['withdrawn', 3], ['cancelled', 3], ['cancelled-while-paying', 2], ['expired', 2],
]; // prettier-ignore

const hookWeights: readonly (readonly [HookMode, number])[] = [
  ['normal', 6], ['twice', 3], ['late', 3], ['never', 2], ['out_of_order', 1], ['false_state', 1],
]; // prettier-ignore

/** The consumers' session is 6 s in the fault profile; whoever sleeps longer wakes up replaced. */
const SESSION_MS = 6_000;
/** A target is left alone for as long as its start may take, so that two faults of one never overlap. */
const RECOVERY_MS = 5_000;

const overlap = (one: Fault, other: Fault): boolean =>
  one.target === other.target && one.atMs < other.atMs + other.forMs + RECOVERY_MS && other.atMs < one.atMs + one.forMs + RECOVERY_MS;

const someFault = (random: Random, { spanMs }: PlanSize): Fault => {
  const target = random.weighted(targetWeights);
  const kind = random.chance(0.6) ? 'kill' : 'pause';
  const forMs = kind === 'kill' ? random.between(100, 2_000) : random.between(SESSION_MS + 300, SESSION_MS + 1_500);
  return { target, kind, atMs: random.between(200, spanMs), forMs };
};

const someFaults = (random: Random, size: PlanSize): readonly Fault[] => {
  const faults: Fault[] = [];
  for (let tries = 0; faults.length < size.faults && tries < 20 * size.faults; tries += 1) {
    const fault = someFault(random, size);
    if (!faults.some((earlier) => overlap(earlier, fault))) faults.push(fault);
  }
  return faults.toSorted((one, other) => one.atMs - other.atMs);
};

const someCart = (random: Random, at: number, { buyers, wares, spanMs }: PlanSize): PlannedCart => {
  const wanted = new Set(Array.from({ length: random.between(1, 3) }, () => random.between(0, wares - 1)));
  return {
    buyer: at % buyers,
    lines: [...wanted].map((ware) => ({ ware, quantity: random.between(1, 3) })),
    ending: random.weighted(endingWeights),
    hooks: random.weighted(hookWeights),
    twice: random.chance(0.3),
    startAtMs: random.between(0, Math.round(spanMs * 0.8)),
  };
};

/** Less than the carts ask for, so that some of them are refused. */
const someStocks = (random: Random, { carts, wares }: PlanSize): readonly number[] => {
  const asked = (carts * 1.8 * 2) / wares;
  return Array.from({ length: wares }, () => Math.max(1, random.between(Math.round(asked * 0.4), Math.round(asked * 0.8))));
};

/** Everything that a run does by itself; a pure function of the seed, so that a run can be repeated as far as a machine allows. */
export const planOf = (seed: number, size: PlanSize = fullSize): Plan => {
  const random = randomFrom(seed);
  const stocks = someStocks(random, size);
  const carts = Array.from({ length: size.carts }, (_, at) => someCart(random, at, size));
  return { seed, stocks, carts, faults: someFaults(random, size) };
};
