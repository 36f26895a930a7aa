import { serviceNames } from '@wadah/local';
import type { Placed } from '../buyers.ts';
import { clientAt } from '../client.ts';
import { settle, type Finding } from '../settle.ts';
import { openWorld, type World } from '../world.ts';
import { failpointControl, type Control } from './control.ts';
import { differences, endsOf, openJourneys, type End, type Journeys } from './journeys.ts';
import { nameOf, roundsOf, stepsOf, type Step } from './plan.ts';
import { supervise } from './supervisor.ts';

export type StepsOptions = {
  /** Only steps whose name has this text. */
  readonly only?: readonly string[];
  readonly fresh?: boolean;
  readonly minutesMax?: number;
  /** Discovers the steps and kills nothing. */
  readonly listOnly?: boolean;
  readonly say?: (line: string) => void;
};

export type Killed = { readonly step: Step; readonly hit: boolean; readonly findings: readonly Finding[] };

export type StepsOutcome = { readonly discovered: readonly Step[]; readonly killed: readonly Killed[]; readonly leftOut: number };

type Bench = { readonly world: World; readonly control: Control; readonly journeys: Journeys; readonly say: (line: string) => void };

type Round = { readonly ends: readonly End[]; readonly findings: readonly Finding[] };

const walkAll = async ({ world, journeys }: Bench, expected: readonly End[]): Promise<Round> => {
  const orders: Placed[] = [];
  const supervisor = supervise(world);
  try {
    const walked = await journeys.run((placed) => orders.push(placed)).catch((error: unknown) => error as Error);
    const { findings } = await settle(world, journeys.market, { orders });
    if (walked instanceof Error)
      return { ends: [], findings: [{ rule: 'each journey can be walked', faults: [walked.message] }, ...findings] };
    const ends = await endsOf(journeys, { walked, mail: clientAt(world.stack.mailUrl), expected });
    const odd = expected.length === 0 ? [] : differences(ends, expected);
    return { ends, findings: [...findings, ...(odd.length === 0 ? [] : [{ rule: 'each journey ends as it would', faults: odd }])] };
  } finally {
    await supervisor.stop();
  }
};

const recorded = (control: Control) => Object.fromEntries(serviceNames.map((service) => [service, control.passed(service)]));

const tell = (findings: readonly Finding[], say: (line: string) => void): void => {
  for (const { rule, faults } of findings) {
    say(`    BROKEN ${rule}`);
    for (const fault of faults.slice(0, 5)) say(`      ${fault}`);
  }
};

const killAt = async (bench: Bench, steps: readonly Step[], expected: readonly End[]): Promise<readonly Killed[]> => {
  const { control } = bench;
  control.clear();
  for (const [service, own] of Map.groupBy(steps, (step) => step.service)) control.arm(service, own);
  const { findings } = await walkAll(bench, expected);
  const isHit = ({ service, step, nth }: Step): boolean => control.hits(service).some((arm) => arm.step === step && arm.nth === nth);
  return steps.map((step) => ({ step, hit: isHit(step), findings }));
};

const openBench = async ({ fresh = false, say = () => undefined }: StepsOptions): Promise<Bench> => {
  const plain = await openWorld({ fresh, say });
  const control = failpointControl(plain.stack);
  const world = await openWorld({ overrides: control.overrides, say });
  return { world, control, journeys: await openJourneys(world), say };
};

/** Runs the journeys once to learn the steps and the ends, and then once more for each step at which a service is killed. */
export const runSteps = async (options: StepsOptions): Promise<StepsOutcome> => {
  const { only = [], minutesMax = 20, say = () => undefined } = options;
  const bench = await openBench(options);
  const startedAt = performance.now();
  try {
    // Once without looking, since what happens only the first time is no step of every journey.
    await walkAll(bench, []);
    bench.control.clear();
    const { ends, findings } = await walkAll(bench, []);
    const discovered = stepsOf(recorded(bench.control));
    const wanted = discovered.filter((step) => only.length === 0 || only.some((text) => nameOf(step).includes(text)));
    say(`${discovered.length} steps discovered, ${wanted.length} of them wanted`);
    for (const { journey, end } of ends) say(`  ${journey}: ${end}`);
    tell(findings, say);
    if (findings.length > 0) throw new Error('The journeys do not end well although nothing was killed.');
    if (options.listOnly === true) {
      for (const step of wanted) say(nameOf(step));
      return { discovered, killed: [], leftOut: 0 };
    }
    return { discovered, ...(await killEach(bench, wanted, { ends, until: startedAt + minutesMax * 60_000 })) };
  } finally {
    bench.control.clear();
    await bench.world.leave();
  }
};

const killEach = async (
  bench: Bench,
  wanted: readonly Step[],
  { ends, until }: { readonly ends: readonly End[]; readonly until: number },
): Promise<{ readonly killed: readonly Killed[]; readonly leftOut: number }> => {
  const killed: Killed[] = [];
  const rounds = roundsOf(wanted);
  for (const [at, round] of rounds.entries()) {
    if (performance.now() > until) break;
    const startedAt = performance.now();
    const outcomes = await killAt(bench, round, ends);
    killed.push(...outcomes);
    bench.say(`round ${at + 1} of ${rounds.length}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    for (const { step, hit } of outcomes) bench.say(`  ${hit ? 'killed' : 'not met'} ${nameOf(step)}`);
    tell(outcomes[0]?.findings ?? [], bench.say);
  }
  return { killed, leftOut: wanted.length - killed.length };
};

/** As lines of a table, and whether all is well. */
export const reportOf = ({ discovered, killed, leftOut }: StepsOutcome): { readonly lines: readonly string[]; readonly sound: boolean } => {
  const bad = killed.filter(({ findings }) => findings.length > 0);
  const hit = killed.filter((one) => one.hit);
  const byService = [...Map.groupBy(killed, ({ step }) => step.service)].map(
    ([service, all]) =>
      `${service.padEnd(14)}${String(all.length).padStart(5)} steps${String(all.filter((one) => one.hit).length).padStart(5)} killed`,
  );
  const lines = [
    ...byService,
    `${discovered.length} steps discovered, ${hit.length} killed at, ${killed.length - hit.length} not met again, ${leftOut} left out, ${bad.length} with findings`,
  ];
  return { lines, sound: bad.length === 0 && leftOut === 0 };
};
