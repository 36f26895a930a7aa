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
import {
  baseConfig,
  loadConfig,
  runListDeadLettersJob,
  runReplayJob,
  startService,
  type BaseConfig,
  type StartedService,
} from '../src/index.ts';
import { noteKeptV1, sampleConsumers, sampleIndexes, sampleService } from './support/sample-service.ts';

let names: FreshNames;
let issuer: TestTokens;
let sender: Publisher;
let service: StartedService<BaseConfig>;
let config: BaseConfig;

const topic = 'identity.events';
const broken = new Set<string>();
const seen: string[] = [];

const see = (noteId: string): void => {
  if (broken.has(noteId)) throw new TypeError(`Cannot read properties of ${noteId}`);
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

const listed = async (): Promise<readonly string[]> => {
  const lines: string[] = [];
  await runListDeadLettersJob({ name: 'identity', config, print: (line) => lines.push(line) });
  return lines;
};

const replayed = async (...chosen: readonly string[]) => {
  const lines: string[] = [];
  const waiting = await runReplayJob({
    name: 'identity',
    config,
    consumers: sampleConsumers(see),
    chosen,
    print: (line) => lines.push(line),
  });
  return { waiting, lines };
};

const poison = async (noteId: string): Promise<void> => {
  broken.add(noteId);
  await sender.publish(told(noteId), { sequence: 1 });
  await sender.publish(told(noteId), { sequence: 2 });
  await eventually(`${noteId} waits for a replay`, async () => (await listed()).some((line) => line.startsWith(`${topic} ${noteId} `)));
};

test('a key of poison is listed, stays while it fails again, and is free once its events are handled', async () => {
  await poison('not_p1');
  const failed = await replayed(topic, 'not_p1');
  expect(failed).toEqual({ waiting: 1, lines: [expect.stringMatching(/^identity\.events not_p1: .*stays parked/)] });
  broken.delete('not_p1');
  const { waiting, lines } = await replayed(topic, 'not_p1');
  expect(waiting).toBe(0);
  expect(lines).toEqual([expect.stringMatching(/^identity\.events not_p1: [12] events handled, the key is free\.$/)]);
  await eventually('both events were handled once', () => seen.filter((noteId) => noteId === 'not_p1').length === 2);
  expect(await listed()).toEqual(['No key waits for a replay.']);
});

test('without a choice every key that waits is replayed, and one that fails holds up no other', async () => {
  await poison('not_p2');
  await poison('not_p3');
  broken.delete('not_p3');
  expect((await replayed()).waiting).toBe(1);
  expect(await listed()).toEqual([
    expect.stringMatching(/^identity\.events not_p2 partition \d+, offsets \d+ to \d+$/),
    'Waiting for a replay: 1',
  ]);
  broken.delete('not_p2');
  expect((await replayed(topic)).waiting).toBe(0);
});

test('a key that does not wait is said to be none', async () => {
  expect(await replayed(topic, 'not_unknown')).toEqual({ waiting: 0, lines: ['No such key waits for a replay.'] });
});
