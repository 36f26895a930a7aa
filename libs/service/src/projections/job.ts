import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { generationAgeMsMax, generationDesk, lease } from '@wadah/mongo';
import { createChassis, type Chassis } from '../chassis.ts';
import type { BaseConfig } from '../config.ts';
import { asCommand, UsageFault } from '../usage.ts';
import { rebuildProjection, type Projection } from './rebuild.ts';

export type ProjectionsJob = {
  /** Of the service. */
  readonly name: string;
  readonly config: BaseConfig;
  readonly projections: readonly Projection[];
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
};

type Command =
  { readonly verb: 'list' } | { readonly verb: 'rebuild' | 'drop-old'; readonly projection: Projection; readonly dropOld: boolean };

const leaseMs = 60_000;

const usage = ({ name, projections }: ProjectionsJob): string =>
  [
    `pnpm wadah projections list ${name}`,
    `pnpm wadah projections rebuild ${name} NAME [--drop-old]`,
    `pnpm wadah projections drop-old ${name} NAME`,
    `NAME is one of ${projections.map((projection) => projection.name).join(', ')}`,
  ].join('\n');

const readCommand = (job: ProjectionsJob): Command => {
  try {
    const options = { 'drop-old': { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...job.args], options, allowPositionals: true });
    const [verb, name, ...more] = positionals;
    if (verb === 'list' && name === undefined) return { verb };
    const projection = job.projections.find((candidate) => candidate.name === name);
    if (verb !== 'rebuild' && verb !== 'drop-old')
      throw new Error(verb === 'list' ? 'list takes nothing else.' : `There is no projections ${verb ?? ''}.`);
    if (projection === undefined) throw new Error(`${job.name} has no projection ${name ?? ''}.`);
    if (more.length > 0) throw new Error(`Nothing is expected after the name: ${more.join(' ')}`);
    return { verb, projection, dropOld: values['drop-old'] };
  } catch (error) {
    throw new UsageFault(`${error instanceof Error ? error.message : String(error)}\n${usage(job)}`);
  }
};

const list = async ({ name, projections, print }: ProjectionsJob, { mongo }: Chassis<BaseConfig>): Promise<void> => {
  for (const projection of projections) {
    const generation = await generationDesk(mongo, projection.name).read();
    const { current = projection.name, number = 1, previous, building, switchedAt } = generation ?? {};
    const rows = await mongo.collection(current).countDocuments();
    const filled = switchedAt === undefined ? 'filled since the release that brought it' : `rebuilt at ${switchedAt.toISOString()}`;
    const beside = [
      previous === undefined ? [] : [`old ${previous} kept`],
      building === undefined ? [] : [`${building} unfinished`],
    ].flat();
    print([`${name} ${projection.name}: generation ${number}, ${rows} rows, ${filled}`, ...beside].join('; '));
  }
};

const dropOld = async ({ name, print }: ProjectionsJob, { mongo }: Chassis<BaseConfig>, projection: Projection): Promise<boolean> => {
  // A reader that has not looked since the switch would find nothing.
  await delay(2 * generationAgeMsMax);
  const dropped = await generationDesk(mongo, projection.name).dropPrevious();
  print(dropped ? `The old generation of ${name} ${projection.name} is gone.` : `${name} ${projection.name} has no old generation.`);
  return dropped;
};

/** One at a time for each projection; the lease outlives a job that died by a minute. */
const alone = async <T>({ mongo, now }: Chassis<BaseConfig>, projection: Projection, work: () => Promise<T>): Promise<T> => {
  const held = lease(mongo, `projection:${projection.name}`, now);
  if (!(await held.hold(leaseMs)))
    throw new UsageFault(`${projection.name} is being rebuilt by another job, or was within the last minute.`);
  const renewing = setInterval(() => void held.hold(leaseMs).catch(() => undefined), leaseMs / 4);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await held.hold(0);
  }
};

/**
 * `pnpm wadah projections list|rebuild|drop-old <service> …`, beside the running service.
 * @returns the exit code: 1 where there is nothing to drop, 2 where the command was given wrongly.
 */
export const runProjectionsJob = (job: ProjectionsJob): Promise<number> =>
  asCommand(async () => {
    const command = readCommand(job);
    const chassis = await createChassis(job);
    try {
      if (command.verb === 'list') return await list(job, chassis).then(() => true);
      const { projection } = command;
      return await alone(chassis, projection, async () => {
        if (command.verb === 'drop-old') return dropOld(job, chassis, projection);
        await rebuildProjection({ chassis, projection, print: job.print });
        return command.dropOld ? dropOld(job, chassis, projection) : true;
      });
    } finally {
      await chassis.close();
    }
  }, job.complain);
