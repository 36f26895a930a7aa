import { eventually } from '@wadah/testing';
import { actors, newEmail, password, startIdentity, type Answer, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, join } = actors(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
});

afterAll(() => identity.stop());

type Branch = (email: string) => Promise<Answer>;

const register: Branch = (email) => call('POST /v1/accounts', { body: { email, password, name: 'Siti' } });
const signInWrongly: Branch = (email) => call('POST /v1/sessions', { body: { email, password: 'salah-sekali-2026' } });
const askReset: Branch = (email) => call('POST /v1/password-resets', { body: { email } });

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${identity.service.internalUrl}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};

/** Documents that the branch leaves and mails that it queues; writes are single documents here, one insert each. */
const costs = async (branch: Branch, email: string) => {
  const { mongo } = identity.service.chassis;
  const count = async () => ({
    passwordRuns: await metric('wadah_password_runs_total'),
    codes: await mongo.collection('mail_codes').countDocuments({}),
    registrations: await mongo.collection('registrations').countDocuments({}),
    sessions: await mongo.collection('sessions').countDocuments({}),
    versions: await versionsOf(),
    mails: identity.captured.events.filter(({ type }) => type === 'account.code-requested.v1').length,
  });
  const versionsOf = async () => {
    const names = ['accounts', 'mail_codes', 'registrations', 'sessions'];
    const sums = await Promise.all(
      names.map(async (name) => {
        const [found] = await mongo
          .collection(name)
          .aggregate([{ $group: { _id: null, writes: { $sum: '$version' } } }])
          .toArray();
        return Number(found?.['writes'] ?? 0);
      }),
    );
    return sums.reduce((sum, writes) => sum + writes, 0);
  };
  const queued = async () => eventually('what was queued is sent', async () => (await pending()) === 0);
  const pending = async () => {
    const waiting = await Promise.all(
      ['mail_codes', 'registrations'].map((name) => mongo.collection(name).countDocuments({ 'outbox.0': { $exists: true } })),
    );
    return waiting.reduce((sum, documents) => sum + documents, 0);
  };
  await queued();
  const before = await count();
  const { status } = await branch(email);
  await queued();
  const after = await count();
  const spent = Object.keys(before).map((name) => [name, after[name as keyof typeof after] - before[name as keyof typeof before]]);
  return { status, ...Object.fromEntries(spent) };
};

test.each<[string, Branch, object]>([
  ['registering', register, { status: 202, passwordRuns: 1, registrations: 1, versions: 1, mails: 1, codes: 0, sessions: 0 }],
  ['signing in', signInWrongly, { status: 401, passwordRuns: 1, registrations: 0, versions: 0, mails: 0, codes: 0, sessions: 0 }],
  ['asking for a reset', askReset, { status: 202, passwordRuns: 0, codes: 1, versions: 1, mails: 1, registrations: 0, sessions: 0 }],
])('%s costs the same password runs, writes and mails for a known and an unknown address', async (_what, branch, expected) => {
  const { email } = await join();
  expect(await costs(branch, email)).toEqual(expected);
  expect(await costs(branch, newEmail())).toEqual(expected);
});

test.each<[string, Branch]>([
  ['registration', register],
  ['sign-in', signInWrongly],
  ['reset', askReset],
])('%s answers a known and an unknown address with the same fields', async (_what, branch) => {
  const { email } = await join();
  const [known, unknown] = [await branch(email), await branch(newEmail())];
  const shape = ({ status, body, headers }: Answer) => [status, Object.keys(body).sort(), body['code'], [...headers.keys()].sort()];
  expect(shape(known)).toEqual(shape(unknown));
});

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const ROUNDS_MAX = 8;
const PAIRS = 15;

test.each<[string, Branch]>([
  ['registration', register],
  ['sign-in', signInWrongly],
  ['reset', askReset],
])(
  'the interleaved medians of %s differ by less than a quarter between known and unknown',
  async (_what, branch) => {
    const { email } = await join();
    const taken = { known: [] as number[], unknown: [] as number[] };
    const timed = async (which: keyof typeof taken, address: string) => {
      const began = performance.now();
      await branch(address);
      taken[which].push(performance.now() - began);
    };
    const ratio = () => median(taken.known) / median(taken.unknown);
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // Turn about, so that neither always comes second.
        if (pair % 2 === 0) await timed('known', email);
        await timed('unknown', newEmail());
        if (pair % 2 === 1) await timed('known', email);
      }
      if (ratio() > 0.75 && ratio() < 1.25) break;
    }
    expect(ratio()).toBeGreaterThan(0.75);
    expect(ratio()).toBeLessThan(1.25);
  },
  60_000,
);
