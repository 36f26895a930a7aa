import { setTimeout as delay } from 'node:timers/promises';
import {
  dispatcher,
  keyOf,
  OutageError,
  readTopics,
  type Consumer,
  type Dispatch,
  type ParkedKey,
  type ReceivedMessage,
} from '@wadah/messaging';
import {
  generationAgeMsMax,
  generationDesk,
  onGeneration,
  parkedKeys,
  type GenerationDesk,
  type Mongo,
  type RowDifference,
} from '@wadah/mongo';
import type { Chassis } from '../chassis.ts';
import type { BaseConfig } from '../config.ts';
import { groupOf } from '../group.ts';

/** A copy of what others own, which its events alone can fill again. */
export type Projection = {
  /** Of its first collection. */
  readonly name: string;
  /** What keeps its rows, on the database given, and does nothing else. */
  readonly consumers: (mongo: Mongo) => readonly Consumer[];
};

export type Rebuild = { readonly chassis: Chassis<BaseConfig>; readonly projection: Projection; readonly print: (line: string) => void };

type Place = { readonly topic: string; readonly partition: number };

const outageTriesMax = 60;
const outageWaitMs = 500;
const comparisonsMax = 4;
const freezeMs = 15_000;
const shownMax = 10;

const isPast = (rows: readonly ParkedKey[], { topic, partition }: Place, message: ReceivedMessage): boolean =>
  rows.some(
    (row) => row.topic === topic && row.partition === partition && row.key === keyOf(message) && Number(message.offset) >= row.from,
  );

const insist = async (
  dispatch: Dispatch,
  message: ReceivedMessage,
): Promise<Exclude<Awaited<ReturnType<Dispatch>>, { kind: 'outage' }>> => {
  for (let tries = 1; ; tries += 1) {
    const attempt = await dispatch(message);
    if (attempt.kind !== 'outage') return attempt;
    if (tries >= outageTriesMax) throw attempt.error;
    await delay(outageWaitMs);
  }
};

/** What waits for a replay is left to it, and what was given up is passed over; anything else that cannot be handled ends the job. */
const handler = ({ chassis, projection }: Rebuild, building: string, waiting: readonly ParkedKey[]) => {
  const { mongo, metrics, logger, config, name } = chassis;
  const consumers = projection.consumers(onGeneration(mongo, projection.name, building));
  const dispatch = dispatcher({ consumers, metrics, logger, relayStalled: () => false });
  const parked = parkedKeys({ mongo });
  const group = `${config.KAFKA_TOPIC_PREFIX}${groupOf(name)}`;
  return async (place: Place, message: ReceivedMessage): Promise<void> => {
    if (isPast(waiting, place, message)) return;
    const attempt = await insist(dispatch, message);
    if (attempt.kind === 'done' || (await parked.isGivenUp({ group, ...place }, Number(message.offset)))) return;
    throw new Error(`${place.topic} partition ${place.partition}, offset ${message.offset} cannot be handled.`, { cause: attempt.error });
  };
};

/** Events that are under way make rows differ for a moment; what differs in every look stays. */
const lasting = async (desk: GenerationDesk, between: { current: string; building: string; catchUp: () => Promise<void> }) => {
  let found = await desk.differences(between.current, between.building);
  for (let looks = 2; looks <= comparisonsMax && found.length > 0; looks += 1) {
    await delay(generationAgeMsMax);
    await between.catchUp();
    const before = new Set(found.map(({ id }) => id));
    found = (await desk.differences(between.current, between.building)).filter(({ id }) => before.has(id));
  }
  return found;
};

const tell = (found: readonly RowDifference[], print: (line: string) => void): void => {
  print(found.length === 0 ? 'Old and new are equal, row by row.' : `${found.length} rows differ:`);
  for (const { id, what } of found.slice(0, shownMax)) print(`  ${id} ${what}`);
  if (found.length > shownMax) print(`  and ${found.length - shownMax} more`);
};

const sameRows = (before: readonly ParkedKey[], now: readonly ParkedKey[]): boolean =>
  before.every(({ topic, partition, key }) => now.some((row) => row.topic === topic && row.partition === partition && row.key === key));

/** While it lasts a handler of this projection waits, and everything else goes on. */
const switchOver = async (desk: GenerationDesk, building: string, settle: () => Promise<void>): Promise<void> => {
  await desk.freeze(freezeMs);
  try {
    await delay(generationAgeMsMax + 500);
    await settle();
    if (!(await desk.switchTo(building))) throw new OutageError('The switch took too long; the old generation stays. Run it again.');
  } finally {
    await desk.thaw();
  }
};

/**
 * Fills a new generation of the projection from the first offset under a consumer group of its own, while the old one serves, and switches
 * when it has caught up (architecture §4 rule 8). Running replicas follow within a second, by themselves. The old one stays until dropped.
 * @throws where an event cannot be handled; the old generation then serves on.
 */
export const rebuildProjection = async (rebuild: Rebuild): Promise<readonly RowDifference[]> => {
  const { chassis, projection, print } = rebuild;
  const { mongo, kafka, config, name } = chassis;
  const desk = generationDesk(mongo, projection.name);
  const waiting = await parkedKeys({ mongo }).all();
  const { current, building } = await desk.begin();
  const topics = new Set(projection.consumers(mongo).flatMap(({ definitions }) => definitions.map(({ topic }) => topic)));
  const reading = await readTopics({
    kafka,
    groupId: `${config.KAFKA_TOPIC_PREFIX}${groupOf(name)}.${building}`,
    topics: [...topics].map((topic) => `${config.KAFKA_TOPIC_PREFIX}${topic}`),
    handle: handler(rebuild, building, waiting),
  });
  try {
    print(`${building} is being filled from the first event of ${[...topics].join(', ')}; ${current} serves.`);
    await reading.catchUp();
    const found = await lasting(desk, { current, building, catchUp: reading.catchUp });
    tell(found, print);
    await switchOver(desk, building, async () => {
      await reading.catchUp();
      if (!sameRows(waiting, await parkedKeys({ mongo }).all())) throw new Error('Dead letters were replayed meanwhile. Run it again.');
    });
    print(`${building} serves. ${current} stays until it is dropped.`);
    return found;
  } finally {
    await reading.stop();
  }
};
