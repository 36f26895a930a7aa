import { readFileSync, writeFileSync } from 'node:fs';
import { serviceNames } from '@wadah/local';
import type { Placed } from '../buyers.ts';
import { clientAt } from '../client.ts';
import { countDeadLetters } from '../quiet.ts';
import { settle, verify, type Finding, type Settled } from '../settle.ts';
import { openWorld, type World } from '../world.ts';
import { failpointControl, type Control } from './control.ts';
import { differences, endsOf, openJourneys, type End, type Journeys } from './journeys.ts';
import { nameOf, roundsOf, stepsOf, type Step } from './plan.ts';
import { scenarios, type Scenario } from './scenarios.ts';
import { supervise } from './supervisor.ts';

export type StepsOptions = {
  /** Only steps whose name has this text. */
  readonly only?: readonly string[];
  readonly fresh?: boolean;
  readonly minutesMax?: number;
  /** Goes on at this round, as after a run that was broken off; meant for steps that are known. */
  readonly from?: number;
  /** Discovers the steps and kills nothing. */
  readonly listOnly?: boolean;
  /** Takes steps and ends from the last run that has looked for them. */
  readonly known?: boolean;
  /** Leaves everything running, as it found it. */
  readonly stay?: boolean;
  readonly say?: (line: string) => void;
};

export type Killed = {
  readonly step: Step;
  readonly hit: boolean;
  readonly findings: readonly Finding[];
  readonly outcomes: Settled['outcomes'];
};

export type Played = { readonly name: string; readonly findings: readonly Finding[] };

export type StepsOutcome = {
  readonly discovered: readonly Step[];
  readonly killed: readonly Killed[];
  readonly played: readonly Played[];
  readonly leftOut: number;
};

export type Bench = {
  readonly world: World;
  readonly control: Control;
  readonly journeys: Journeys;
  readonly say: (line: string) => void;
  /** What earlier runs have left broken in the same databases. */
  readonly known: ReadonlySet<string>;
};

type Round = { readonly ends: readonly End[]; readonly findings: readonly Finding[]; readonly outcomes: Settled['outcomes'] };

const newOnes = (findings: readonly Finding[], known: ReadonlySet<string>): readonly Finding[] =>
  findings
    .map(({ rule, faults }) => ({ rule, faults: faults.filter((fault) => !known.has(fault)) }))
    .filter(({ faults }) => faults.length > 0);

const walkAll = async (bench: Bench, expected: readonly End[]): Promise<Round> => {
  const round = await walk(bench, expected);
  return { ...round, findings: newOnes(round.findings, bench.known) };
};

const walk = async ({ world, journeys }: Bench, expected: readonly End[]): Promise<Round> => {
  const orders: Placed[] = [];
  const deadLettersBefore = await countDeadLetters(world.stack);
  const supervisor = supervise(world);
  try {
    const walked = await journeys.run((placed) => orders.push(placed)).catch((error: unknown) => error as Error);
    const { findings, outcomes } = await settle(world, journeys.market, { orders, deadLettersBefore });
    if (walked instanceof Error)
      return { ends: [], outcomes, findings: [{ rule: 'each journey can be walked', faults: [walked.message] }, ...findings] };
    const ends = await endsOf(journeys, { walked, mail: clientAt(world.stack.mailUrl), expected });
    const odd = expected.length === 0 ? [] : differences(ends, expected);
    return {
      ends,
      outcomes,
      findings: [...findings, ...(odd.length === 0 ? [] : [{ rule: 'each journey ends as it would', faults: odd }])],
    };
  } finally {
    await supervisor.stop();
  }
};

const recorded = (control: Control) => Object.fromEntries(serviceNames.map((service) => [service, control.passed(service)]));

export const tell = (findings: readonly Finding[], say: (line: string) => void): void => {
  for (const { rule, faults } of findings) {
    say(`    BROKEN ${rule}`);
    for (const fault of faults.slice(0, 5)) say(`      ${fault}`);
  }
};

export const killAt = async (bench: Bench, steps: readonly Step[], expected: readonly End[]): Promise<readonly Killed[]> => {
  const { control } = bench;
  control.clear();
  for (const [service, own] of Map.groupBy(steps, (step) => step.service)) control.arm(service, own);
  const { findings, outcomes } = await walkAll(bench, expected);
  const isHit = ({ service, step, nth }: Step): boolean => control.hits(service).some((arm) => arm.step === step && arm.nth === nth);
  return steps.map((step) => ({ step, hit: isHit(step), findings, outcomes }));
};

const openBench = async ({ fresh = false, say = () => undefined }: StepsOptions): Promise<Bench> => {
  const plain = await openWorld({ fresh, say });
  const control = failpointControl(plain.stack);
  const world = await openWorld({ overrides: control.overrides, say });
  const known = new Set((await verify(world)).flatMap(({ faults }) => faults));
  if (known.size > 0) say(`${known.size} faults are there already and are not counted`);
  return { world, control, journeys: await openJourneys(world), say, known };
};

type Discovery = { readonly discovered: readonly Step[]; readonly ends: readonly End[] };

/** What the journeys pass and how they end while nobody is killed. */
const discover = async (bench: Bench): Promise<Discovery> => {
  // Once without looking, since what happens only the first time is no step of every journey.
  await walkAll(bench, []);
  bench.control.clear();
  const { ends, findings } = await walkAll(bench, []);
  for (const { journey, end } of ends) bench.say(`  ${journey}: ${end}`);
  tell(findings, bench.say);
  if (findings.length > 0) throw new Error('The journeys do not end well although nothing was killed.');
  const discovery = { discovered: stepsOf(recorded(bench.control)), ends };
  writeFileSync(bench.control.discoveryFile, JSON.stringify(discovery));
  return discovery;
};

const lastDiscovery = ({ control }: Bench): Discovery => JSON.parse(readFileSync(control.discoveryFile, 'utf8')) as Discovery;

type Killing = { readonly ends: readonly End[]; readonly until: number; readonly from: number };

const killEach = async (bench: Bench, wanted: readonly Step[], { ends, until, from }: Killing): Promise<readonly Killed[]> => {
  const killed: Killed[] = [];
  const rounds = roundsOf(wanted);
  for (const [at, round] of rounds.entries()) {
    if (at + 1 < from) continue;
    if (performance.now() > until) break;
    const startedAt = performance.now();
    const outcomes = await killAt(bench, round, ends);
    killed.push(...outcomes);
    bench.say(`round ${at + 1} of ${rounds.length}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    for (const { step, hit } of outcomes) bench.say(`  ${hit ? 'killed' : 'not met'} ${nameOf(step)}`);
    tell(outcomes[0]?.findings ?? [], bench.say);
  }
  return killed;
};

/** Side by side, things happen in another order each time, and a step that was not met may be met at a second try. */
const killEachTwice = async (bench: Bench, wanted: readonly Step[], killing: Killing): Promise<readonly Killed[]> => {
  const first = await killEach(bench, wanted, killing);
  const missed = first.filter(({ hit }) => !hit).map(({ step }) => step);
  const again = missed.length === 0 ? [] : await killEach(bench, missed, { ...killing, from: 1 });
  return [...first.filter(({ step }) => again.every((other) => other.step !== step)), ...again];
};

const playAll = async (bench: Bench, wanted: readonly Scenario[]): Promise<readonly Played[]> => {
  const played: Played[] = [];
  for (const { name, play } of wanted) {
    const findings = newOnes(await play(bench), bench.known);
    bench.say(`played ${name}`);
    tell(findings, bench.say);
    played.push({ name, findings });
  }
  return played;
};

/** Runs the journeys once to learn the steps and the ends, and then once more for each step at which a service is killed. */
export const runSteps = async (options: StepsOptions): Promise<StepsOutcome> => {
  const { only = [], minutesMax = 40, say = () => undefined } = options;
  const isWanted = (name: string): boolean => only.length === 0 || only.some((text) => name.includes(text));
  const toPlay = options.listOnly === true ? [] : scenarios.filter(({ name }) => isWanted(name));
  const onlyScenarios = only.length > 0 && only.every((text) => scenarios.some(({ name }) => name.includes(text)));
  const bench = await openBench(options);
  const until = performance.now() + minutesMax * 60_000;
  try {
    if (onlyScenarios) return { discovered: [], killed: [], played: await playAll(bench, toPlay), leftOut: 0 };
    const { discovered, ends } = options.known === true ? lastDiscovery(bench) : await discover(bench);
    const wanted = discovered.filter((step) => isWanted(nameOf(step)));
    say(`${discovered.length} steps discovered, ${wanted.length} of them wanted`);
    if (options.listOnly === true) for (const step of wanted) say(nameOf(step));
    const killed = options.listOnly === true ? [] : await killEachTwice(bench, wanted, { ends, until, from: options.from ?? 1 });
    // Last, since one of them moves the clock.
    const played = await playAll(bench, toPlay);
    return { discovered, killed, played, leftOut: options.listOnly === true ? 0 : wanted.length - killed.length };
  } finally {
    bench.control.clear();
    if (options.stay !== true) await bench.world.leave();
  }
};

/** As lines of a table, and whether all is well. */
export const reportOf = ({
  discovered,
  killed,
  played,
  leftOut,
}: StepsOutcome): { readonly lines: readonly string[]; readonly sound: boolean } => {
  const bad = [...killed, ...played].filter(({ findings }) => findings.length > 0);
  const hit = killed.filter((one) => one.hit);
  const byService = [...Map.groupBy(killed, ({ step }) => step.service)].map(
    ([service, all]) =>
      `${service.padEnd(14)}${String(all.length).padStart(5)} steps${String(all.filter((one) => one.hit).length).padStart(5)} killed`,
  );
  const lines = [
    ...byService,
    ...played.map(({ name, findings }) => `${name}: ${findings.length === 0 ? 'ends well' : 'BROKEN'}`),
    `${discovered.length} steps discovered, ${hit.length} killed at, ${killed.length - hit.length} not met again, ${leftOut} left out, ${bad.length} with findings`,
  ];
  return { lines, sound: bad.length === 0 && leftOut === 0 };
};
