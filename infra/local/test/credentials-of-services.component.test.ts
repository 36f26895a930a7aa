import { randomUUID } from 'node:crypto';
import { deadLetterTopicOf, topology } from '@wadah/contracts';
import { recordsDatabaseOf } from '../src/addresses.ts';
import { databaseOf, kafkaServiceLogin, mongoServiceUrl, redisServiceUrl, serviceNames, stackUp, type StackHandle } from '../src/index.ts';
import { adminAs, joinAs, offsetsSeenBy, publishAs } from './support/kafka-as.ts';
import { mongoAs } from './support/mongo-as.ts';
import { redisAs } from './support/redis-as.ts';

jest.setTimeout(120_000);

// Topics of this suite alone, beside those that the other suites on the shared stack use.
const suite = randomUUID();
const here = (topic: string): string => `test.${topic}.${suite}`;
const published = Object.values(topology).flatMap(({ publishes }) => publishes ?? []);
const topics = [...published, ...serviceNames.map((name) => deadLetterTopicOf(topology[name].group))].map(here);

/** Of each service the one before it in the list stands for all others. */
const pairs = serviceNames.map((name, index) => ({ name, other: serviceNames.at(index - 1) ?? name }));

let stack: StackHandle;

beforeAll(async () => {
  stack = await stackUp('test');
  await adminAs(stack.kafkaAdmin, (admin) =>
    admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: 1 })), waitForLeaders: true }),
  );
});

afterAll(() => adminAs(stack.kafkaAdmin, (admin) => admin.deleteTopics({ topics })));

describe.each(pairs)('$name', ({ name, other }) => {
  const { publishes, consumes, group } = topology[name];

  test('writes its own database, and reaches neither another service’s nor the server', async () => {
    await mongoAs(mongoServiceUrl(stack, name), async (client) => {
      const own = client.db().collection('credential_probe');
      await own.insertOne({ suite });
      await own.deleteMany({ suite });
      for (const database of [databaseOf(stack, other), recordsDatabaseOf(stack, other), 'admin', 'local'])
        await expect(client.db(database).collection('system.users').findOne({})).rejects.toThrow(/not authorized/);
      await expect(client.db(databaseOf(stack, other)).collection('x').insertOne({ suite })).rejects.toThrow(/not authorized/);
      await expect(client.db('admin').command({ listDatabases: 1, authorizedDatabases: false })).rejects.toThrow(/permissions/);
    });
  });

  test('adds to its records and reads them, and changes or removes none', async () => {
    await mongoAs(mongoServiceUrl(stack, name), async (client) => {
      const database = client.db(recordsDatabaseOf(stack, name));
      const records = database.collection('credential_probe');
      await records.insertOne({ suite });
      expect(await records.findOne({ suite })).toMatchObject({ suite });
      const refusals = [
        records.updateOne({ suite }, { $set: { suite: 'changed' } }),
        records.replaceOne({ suite }, { suite: 'replaced' }),
        records.deleteOne({ suite }),
        records.drop(),
        records.rename('credential_probe_away'),
        database.command({ collMod: 'credential_probe', validator: {} }),
        database.dropDatabase(),
      ];
      const outcomes = await Promise.allSettled(refusals);
      expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'done'))).toEqual(
        refusals.map(() => expect.stringMatching(/not authorized/)),
      );
    });
  });

  test('writes its own topic and its dead letters, and nobody else’s', async () => {
    const login = kafkaServiceLogin(stack, name);
    for (const topic of [publishes, deadLetterTopicOf(group)]) if (topic !== undefined) await publishAs(login, here(topic));
    for (const topic of [...published.filter((one) => one !== publishes), deadLetterTopicOf(topology[other].group)])
      await expect(publishAs(login, here(topic))).rejects.toThrow(/not authorized/i);
  });

  test('reads its own topic and those that the topology gives it, and no other', async () => {
    const login = kafkaServiceLogin(stack, name);
    for (const topic of [...(publishes === undefined ? [] : [publishes]), ...consumes])
      await expect(offsetsSeenBy(login, here(topic))).resolves.toBeDefined();
    const strange = [
      ...published.filter((topic) => topic !== publishes && !consumes.includes(topic)),
      deadLetterTopicOf(topology[other].group),
    ];
    for (const topic of strange) await expect(offsetsSeenBy(login, here(topic))).rejects.toThrow(/not authorized/i);
  });

  test('joins its own consumer groups, and nobody else’s', async () => {
    const login = kafkaServiceLogin(stack, name);
    const joins = (groupId: string) => joinAs(login, { groupId, topic: here(consumes[0] ?? '') });
    const groups = [`test.${group}.${suite}`, `test.${topology[other].group}.${suite}`, topology[other].group];
    expect(await Promise.all(groups.map(joins))).toEqual(['joined', ...Array(2).fill(expect.stringMatching(/coordinator/))]);
  });

  test('makes, changes and removes no topic, and gives nobody access', async () => {
    const login = kafkaServiceLogin(stack, name);
    const topic = here(publishes ?? deadLetterTopicOf(group));
    await expect(adminAs(login, (admin) => admin.deleteTopics({ topics: [topic] }))).rejects.toThrow(/not authorized/i);
    const made = adminAs(login, (admin) => admin.createTopics({ topics: [{ topic: `${name}.made.${suite}` }] }));
    await expect(made).rejects.toMatchObject({ errors: [{ type: 'TOPIC_AUTHORIZATION_FAILED' }] });
  });

  test.each([
    ['writes its own key', `SET ${name}:probe 1`, /^\+OK/],
    ['reads its own key', `EXISTS ${name}:probe`, /^:1/],
    ['removes its own key', `DEL ${name}:probe`, /^:1/],
    ['publishes on its own channel', `PUBLISH ${name}:news hello`, /^:\d/],
    ['reads no foreign key', `GET ${other}:probe`, /^-NOPERM/],
    ['writes no foreign key', `SET ${other}:probe 1`, /^-NOPERM/],
    ['publishes on no foreign channel', `PUBLISH ${other}:news hello`, /^-NOPERM/],
    ['listens to no foreign channel', `SUBSCRIBE ${other}:news`, /^-NOPERM/],
    ['listens to no pattern of channels', 'PSUBSCRIBE *', /^-NOPERM/],
    ['reaches no foreign key by a script', `EVAL "return redis.call('get','${other}:probe')" 0`, /^-.*can't access/],
    ['lists no keys', 'KEYS *', /^-NOPERM/],
    ['empties nothing', 'FLUSHALL', /^-NOPERM/],
    ['empties no database', 'FLUSHDB', /^-NOPERM/],
    ['reads no settings', 'CONFIG GET *', /^-NOPERM/],
    ['makes no users', 'ACL LIST', /^-NOPERM/],
    ['stops nothing', 'SHUTDOWN', /^-NOPERM/],
    ['watches nobody', 'MONITOR', /^-NOPERM/],
    ['throws nobody out', 'CLIENT KILL TYPE normal', /^-NOPERM/],
    ['copies nothing away', 'REPLICAOF 127.0.0.1 1', /^-NOPERM/],
  ])('in Redis %s', async (_rule, command, answer) => {
    expect(await redisAs(redisServiceUrl(stack, name), command)).toMatch(answer);
  });
});
