import { decisionLog } from '@wadah/mongo';
import {
  eventually,
  freshNames,
  publisher,
  serviceVariables,
  tokens,
  type FreshNames,
  type Publisher,
  type TestTokens,
} from '@wadah/testing';
import { z } from 'zod';
import { baseConfig, loadConfig, runDeadLettersJob, startService, type BaseConfig, type StartedService } from '../src/index.ts';
import { noteKeptV1, sampleConsumers, sampleIndexes, sampleService } from './support/sample-service.ts';

let names: FreshNames;
let issuer: TestTokens;
let sender: Publisher;
let service: StartedService<BaseConfig>;
let config: BaseConfig;

const topic = 'identity.events';
const broken = new Set<string>();
const seen: string[] = [];
/** The next so many events of these are let through all the same. */
const spared = new Map<string, number>();

const see = (noteId: string): void => {
  const left = spared.get(noteId) ?? 0;
  spared.set(noteId, left - 1);
  if (broken.has(noteId) && left <= 0) throw new TypeError(`Cannot read properties of ${noteId}`);
  seen.push(noteId);
};

beforeAll(async () => {
  names = await freshNames('identity');
  [issuer, sender] = await Promise.all([tokens(), publisher(names)]);
  config = loadConfig(z.object(baseConfig), serviceVariables(names, issuer.identityUrl, { LOG_LEVEL: 'silent' }));
  service = await startService({ name: 'identity', config, indexes: sampleIndexes, start: sampleService(see) });
  await eventually('the service is ready', async () => (await service.ready()).status === 'ready');
});

afterAll(async () => {
  await service.stop();
  await Promise.all([sender.stop(), issuer.stop()]);
  await names.drop();
});

const told = (noteId: string) => noteKeptV1.from({ subject: noteId, time: new Date(), data: { accountId: noteId, locale: 'id' } });

const run = async (...args: readonly string[]) => {
  const [lines, faults]: [string[], string[]] = [[], []];
  const print = (line: string) => lines.push(line);
  const complain = (line: string) => faults.push(line);
  const code = await runDeadLettersJob({ name: 'identity', config, consumers: sampleConsumers(see), args, print, complain });
  return { code, lines, faults };
};

const listed = async (): Promise<readonly string[]> => (await run('list')).lines;

const why = ['--reason', 'the release is mended'] as const;

/** Sends so many events of a note that nobody can handle, and waits until all of them wait. */
const poison = async (noteId: string, events = 2): Promise<void> => {
  broken.add(noteId);
  for (let sequence = 1; sequence <= events; sequence += 1) await sender.publish(told(noteId), { sequence });
  await eventually(`${noteId} waits for a replay`, async () => {
    const row = await service.chassis.mongo.collection('parked_keys').findOne({ key: noteId });
    return row !== null && Number(row['upTo']) - Number(row['from']) >= events - 1;
  });
};

const recorded = (noteId: string) => decisionLog(service.chassis.mongo).list({ subjectId: noteId }, { limit: 10 });

test('a key of poison is listed, stays while it fails again, and is free once its events are handled; each try is recorded', async () => {
  await poison('not_p1');
  const failed = await run('replay', topic, 'not_p1', ...why);
  expect(failed).toEqual({ code: 1, faults: [], lines: [expect.stringMatching(/^identity\.events not_p1: .*stays parked.*Cannot read/)] });
  broken.delete('not_p1');
  const { code, lines } = await run('replay', topic, 'not_p1', ...why, '--operator', 'acc_budi');
  expect({ code, lines }).toEqual({ code: 0, lines: ['identity.events not_p1: 2 events handled, the key is free.'] });
  expect(seen.filter((noteId) => noteId === 'not_p1')).toHaveLength(2);
  expect(await listed()).toEqual(['No key waits for a replay.']);
  expect(await recorded('not_p1')).toMatchObject([
    { action: 'dead_letter_replayed', actorId: 'acc_budi', actorRole: 'operator', reason: 'the release is mended', before: { topic } },
    { action: 'dead_letter_replayed', actorId: expect.stringMatching(/^os:/) },
  ]);
});

test('without a choice every key that waits is replayed, and one that fails holds up no other', async () => {
  await poison('not_p2');
  await poison('not_p3');
  broken.delete('not_p3');
  expect((await run('replay', ...why)).code).toBe(1);
  expect(await listed()).toEqual([
    expect.stringMatching(/^identity\.events not_p2 partition \d+, offsets \d+ to \d+$/),
    'Waiting for a replay: 1',
  ]);
  broken.delete('not_p2');
  expect((await run('replay', topic, ...why)).code).toBe(0);
});

test('a dead letter is shown with its reason, its origin, its content and how many wait behind it', async () => {
  await poison('not_p4', 3);
  const { code, lines } = await run('show', topic, 'not_p4');
  const text = lines.join('\n');
  expect(code).toBe(0);
  expect(text).toMatch(/^reason {4}TypeError: Cannot read properties of not_p4$/m);
  expect(text).toMatch(/^origin .*identity\.events partition \d+, offset \d+$/m);
  expect(text).toMatch(/^waiting {3}2 later events/m);
  expect(text).toMatch(/^header {4}ce_sequence: 0+1$/m);
  expect(text).toContain('"accountId": "not_p4"');
});

test('a drop gives up the event at fault alone, and what waited behind it is handled', async () => {
  await poison('not_drop', 3);
  broken.delete('not_drop');
  const { code, lines } = await run('drop', topic, 'not_drop', '--reason', 'nobody needs it');
  expect(code).toBe(0);
  expect(lines).toEqual([
    'identity will never handle these events of not_drop, and what they say is lost to it:',
    expect.stringMatching(/^ {2}account\.registered\.v1 number 1, id \S+, offset \d+$/),
    'identity.events not_drop: 2 events handled, 1 given up, the key is free.',
  ]);
  expect(seen.filter((noteId) => noteId === 'not_drop')).toHaveLength(2);
  expect(await recorded('not_drop')).toMatchObject([{ action: 'dead_letter_dropped', reason: 'nobody needs it', after: { count: 1 } }]);
});

test('what fails behind a dropped event becomes the event at fault, and the dropped one does not come back', async () => {
  await poison('not_behind', 3);
  spared.set('not_behind', 1);
  expect((await run('drop', topic, 'not_behind', ...why)).code).toBe(1);
  expect((await run('show', topic, 'not_behind')).lines.join('\n')).toMatch(/waiting {3}0 later[^]*ce_sequence: 0+3$/m);
  broken.delete('not_behind');
  expect((await run('replay', topic, 'not_behind', ...why)).lines).toEqual([
    expect.stringContaining(': 1 events handled, the key is free.'),
  ]);
  expect(seen.filter((noteId) => noteId === 'not_behind')).toHaveLength(2);
});

test('with --all everything that waits is given up, and the next event is handled', async () => {
  await poison('not_all', 3);
  expect((await run('drop', topic, 'not_all', '--all', ...why)).lines.at(-1)).toMatch(/0 events handled, 3 given up, the key is free\.$/);
  broken.delete('not_all');
  await sender.publish(told('not_all'), { sequence: 4 });
  await eventually('the next event is handled', () => seen.includes('not_all'));
});

test.each<readonly [string, readonly string[], RegExp]>([
  ['no verb', [], /What shall be done/],
  ['an unknown verb', ['forget'], /There is no dead-letters forget/],
  ['a drop of no key', ['drop', topic, ...why], /drop takes a topic and a key/],
  ['a drop without a reason', ['drop', topic, 'not_p1'], /drop takes a --reason/],
  ['a replay with an empty reason', ['replay', '--reason', ' '], /replay takes a --reason/],
  ['an unknown option', ['list', '--loud'], /Unknown option '--loud'/],
  ['--all with a replay', ['replay', '--all', ...why], /--all belongs to drop/],
])('%s is refused with exit code 2 and how the command goes', async (_what, args, fault) => {
  const { code, faults } = await run(...args);
  expect(code).toBe(2);
  expect(faults.join()).toMatch(fault);
  expect(faults.join()).toContain('pnpm wadah dead-letters drop identity TOPIC KEY [--all] --reason TEXT');
});

test('a key that does not wait is said to be none: a replay has nothing to do, a drop and a show have failed', async () => {
  const none = { lines: ['No such key waits for a replay.'], faults: [] };
  expect(await run('replay', topic, 'not_unknown', ...why)).toEqual({ code: 0, ...none });
  expect(await run('show', topic, 'not_unknown')).toEqual({ code: 1, ...none });
  expect(await run('drop', topic, 'not_unknown', ...why)).toEqual({ code: 1, ...none });
});
