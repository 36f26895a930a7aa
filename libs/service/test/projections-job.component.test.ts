import { membershipChangedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import { projectionStore, type Mongo } from '@wadah/mongo';
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
  runDeadLettersJob,
  runProjectionsJob,
  serviceIndexes,
  serviceParts,
  startService,
  type BaseConfig,
  type Projection,
  type StartedService,
} from '../src/index.ts';

type Row = Readonly<Record<string, string>>;

const rowsOn = (mongo: Mongo) => projectionStore<Row>({ mongo, collection: 'belongings' });

/** Each event sets a field of its own, so that one which is left out leaves a hole. */
const projection: Projection = {
  name: 'belongings',
  consumers: (mongo) => [
    consumer(membershipChangedV1, async (event) => {
      const { accountId, organisationId, role = 'none' } = event.data;
      if (organisationId === 'sel_bad') throw new TypeError('Cannot read properties of a bad one');
      await rowsOn(mongo).take(accountId, event, { set: { [organisationId]: role } });
    }),
  ],
};

let names: FreshNames;
let issuer: TestTokens;
let sender: Publisher;
let config: BaseConfig;
const replicas: StartedService<BaseConfig>[] = [];
const counts = new Map<string, number>();

const start = async (consumers: (mongo: Mongo) => readonly Consumer[]): Promise<StartedService<BaseConfig>> => {
  const service = await startService({
    name: 'seller',
    config,
    indexes: serviceIndexes,
    start: (chassis) => serviceParts({ chassis, routes: [], consumers: consumers(chassis.mongo) }),
  });
  replicas.push(service);
  return service;
};

const tell = async (accountId: string, organisation?: string): Promise<void> => {
  const sequence = (counts.get(accountId) ?? 0) + 1;
  counts.set(accountId, sequence);
  const data = { accountId, organisationId: organisation ?? `sel_${sequence}`, organisationKind: 'seller', role: 'seller_staff' } as const;
  await sender.publish(membershipChangedV1.from({ subject: accountId, time: new Date(), data }), { sequence });
};

const accounts = Array.from({ length: 12 }, (_, at) => `acc_${at}`);

beforeAll(async () => {
  names = await freshNames('seller');
  [issuer, sender] = await Promise.all([tokens(), publisher(names)]);
  config = loadConfig(z.object(baseConfig), serviceVariables(names, issuer.identityUrl, { LOG_LEVEL: 'silent' }));
});

afterAll(async () => {
  await Promise.all(replicas.map((service) => service.stop()));
  await Promise.all([sender.stop(), issuer.stop()]);
  await names.drop();
});

const run = async (...args: readonly string[]) => {
  const [lines, faults]: [string[], string[]] = [[], []];
  const print = (line: string) => lines.push(line);
  const complain = (line: string) => faults.push(line);
  const code = await runProjectionsJob({ name: 'seller', config, projections: [projection], args, print, complain });
  return { code, lines, faults };
};

const fieldsOf = async (service: StartedService<BaseConfig>, accountId: string): Promise<number> =>
  Object.keys((await rowsOn(service.chassis.mongo).get(accountId)) ?? {}).filter((field) => field.startsWith('sel_')).length;

const complete = (service: StartedService<BaseConfig>) =>
  eventually(
    'every row has what every event said',
    async () => {
      const found = await Promise.all(accounts.map((accountId) => fieldsOf(service, accountId)));
      return JSON.stringify(found) === JSON.stringify(accounts.map((accountId) => counts.get(accountId)));
    },
    { timeoutMs: 20_000 },
  );

test('a projection that is new in a release is filled from the first event, while events flow, and two replicas switch by themselves', async () => {
  const before = await start(() => []);
  for (const accountId of accounts) await tell(accountId);
  await eventually('the release before has heard of all', async () => {
    const admin = before.chassis.kafka.client.admin();
    const topic = `${names.topicPrefix}identity.events`;
    const [committed] = await admin.fetchOffsets({ groupId: `${names.topicPrefix}seller`, topics: [topic] });
    await admin.disconnect();
    return (committed?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0) === accounts.length;
  });
  await before.stop();
  const [one, two] = [await start(projection.consumers), await start(projection.consumers)];
  let done = false;
  const flowing = (async () => {
    while (!done) for (const accountId of accounts) await tell(accountId);
  })();
  const { code, lines } = await run('rebuild', 'belongings').finally(() => (done = true));
  await flowing;
  for (const accountId of accounts) await tell(accountId);
  expect(code).toBe(0);
  expect(lines).toContainEqual('12 rows differ:');
  expect(lines.at(-1)).toBe('belongings.2 serves. belongings stays until it is dropped.');
  await complete(one);
  await complete(two);
  expect((await run('list')).lines).toEqual([
    expect.stringMatching(/^seller belongings: generation 2, 12 rows, rebuilt at .*; old belongings kept$/),
  ]);
}, 60_000);

test('a second rebuild finds both equal row by row, and --drop-old leaves the new one alone', async () => {
  const [one] = replicas.slice(-1);
  const { lines } = await run('rebuild', 'belongings', '--drop-old');
  expect(lines).toContain('Old and new are equal, row by row.');
  expect(lines.at(-1)).toBe('The old generation of seller belongings is gone.');
  if (one !== undefined) await complete(one);
  expect(await run('drop-old', 'belongings')).toMatchObject({ code: 1, lines: ['seller belongings has no old generation.'] });
  const left = (await one?.chassis.mongo.connection.listCollections())
    ?.map(({ name }) => name)
    .filter((name) => name.startsWith('belongings'));
  expect(left).toEqual(['belongings.3']);
}, 60_000);

test('what waits for a replay and what was given up is left out of a rebuild, which does not stop at it', async () => {
  const [one] = replicas.slice(-1);
  for (const organisation of ['sel_1', 'sel_bad', 'sel_3']) await tell('acc_bad', organisation);
  const parked = () => one?.chassis.mongo.collection('parked_keys').findOne({ key: 'acc_bad' });
  await eventually('the key waits', async () => (await parked()) !== null);
  expect((await run('rebuild', 'belongings')).code).toBe(0);
  const drop = ['drop', 'identity.events', 'acc_bad', '--reason', 'a test'];
  const quiet = { print: () => undefined, complain: () => undefined };
  await runDeadLettersJob({ name: 'seller', config, consumers: ({ mongo }) => projection.consumers(mongo), args: drop, ...quiet });
  expect((await run('rebuild', 'belongings')).lines).toContain('Old and new are equal, row by row.');
  expect(await one?.chassis.mongo.collection('belongings.5').findOne({ _id: 'acc_bad' })).toMatchObject({
    sel_1: 'seller_staff',
    sel_3: 'seller_staff',
  });
}, 60_000);

test('an unknown projection is refused with exit code 2 and the known names', async () => {
  const { code, faults } = await run('rebuild', 'nothing');
  expect(code).toBe(2);
  expect(faults.join()).toMatch(/seller has no projection nothing\.[^]*NAME is one of belongings/);
});
