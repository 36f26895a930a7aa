import { randomUUID } from 'node:crypto';
import { deadLetterTopicOf } from '@wadah/contracts';
import { headersOf, keyOf, readKey, readTopics, type ParkedKey, type ReceivedMessage } from '@wadah/messaging';
import type { Chassis } from '../chassis.ts';
import type { BaseConfig } from '../config.ts';
import { groupOf } from '../group.ts';

const slice = 200;

/** Every event of the key that waits, from the one at fault on. */
export const waitingEvents = async ({ kafka }: Pick<Chassis<BaseConfig>, 'kafka'>, row: ParkedKey): Promise<readonly ReceivedMessage[]> => {
  const found: ReceivedMessage[] = [];
  for (;;) {
    const from = found.length === 0 ? row.from : Number(found.at(-1)?.offset) + 1;
    if (from > row.upTo) return found;
    const messages = await readKey({ kafka, row, from, most: slice });
    found.push(...messages);
    if (messages.length < slice) return found;
  }
};

/** The last dead letter that was written for the event at fault; none where a crash came between the row and it. */
const deadLetterOf = async ({ kafka, config, name }: Chassis<BaseConfig>, row: ParkedKey): Promise<Record<string, string> | undefined> => {
  const group = groupOf(name);
  let found: Record<string, string> | undefined;
  const reading = await readTopics({
    kafka,
    groupId: `${config.KAFKA_TOPIC_PREFIX}${group}.show-${randomUUID()}`,
    topics: [`${config.KAFKA_TOPIC_PREFIX}${deadLetterTopicOf(group)}`],
    handle: (_place, message) => {
      const headers = headersOf(message);
      const isOfRow = headers['deadletter_topic'] === row.topic && headers['deadletter_partition'] === String(row.partition);
      if (isOfRow && keyOf(message) === row.key && headers['deadletter_offset'] === String(row.from)) found = headers;
    },
  });
  try {
    await reading.catchUp();
    return found;
  } finally {
    await reading.stop();
  }
};

const prettyValue = (message: ReceivedMessage): string => {
  const text = message.value?.toString() ?? '';
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** The event at fault as it lies in its topic, why it failed, and how many wait behind it. Events carry ids, codes and amounts only. */
export const showDeadLetter = async (chassis: Chassis<BaseConfig>, row: ParkedKey, print: (line: string) => void): Promise<void> => {
  const [events, letter] = [await waitingEvents(chassis, row), await deadLetterOf(chassis, row)];
  const atFault = events[0];
  print(`reason    ${letter?.['deadletter_reason'] ?? 'unknown: it has no dead letter of its own; a replay says why'}`);
  print(`failed at ${letter?.['deadletter_time'] ?? 'unknown'}`);
  print(`origin    ${row.topic} partition ${row.partition}, offset ${row.from}`);
  print(`waiting   ${Math.max(0, events.length - 1)} later events of this key, up to offset ${row.upTo}`);
  if (atFault === undefined) return print('The event itself is not in its topic any more.');
  for (const [name, value] of Object.entries(headersOf(atFault))) print(`header    ${name}: ${value}`);
  print(prettyValue(atFault));
};
