import { spawn } from 'node:child_process';

/** What an installation sets by hand; nothing answers at these addresses, for a start that is refused asks nobody. */
const key = Buffer.alloc(32, 7).toString('base64');
const production = {
  WADAH_PROFILE: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  INTERNAL_PORT: '0',
  MONGO_URL: 'mongodb://wadah:0123456789abcdef@127.0.0.1:1/wadah?serverSelectionTimeoutMS=300',
  REDIS_URL: 'redis://wadah:0123456789abcdef@127.0.0.1:1',
  REDIS_PREFIX: 'wadah:',
  KAFKA_BROKERS: '127.0.0.1:1',
  KAFKA_USERNAME: 'wadah',
  KAFKA_PASSWORD: '0123456789abcdef',
  SERVICE_CLIENT_SECRET: '0123456789abcdef',
  SERVICE_CLIENTS: '{"service-order":"0123456789abcdef"}',
  HASH_KEY: key,
  DATA_KEY: key,
  PAYMENT_PROVIDER_URL: 'https://api.provider.example',
  PAYMENT_SERVER_KEY: 'Mid-server-0123456789abcdef',
  PAYMENT_SIGNING_KEY: '0123456789abcdef',
  PUBLIC_URL: 'https://wadah.example',
  SMTP_URL: 'smtps://wadah:0123456789abcdef@mail.example',
  MAIL_FROM: 'Wadah <tidak-membalas@wadah.example>',
  ...Object.fromEntries(
    ['IDENTITY', 'SELLER', 'CATALOGUE', 'ORDER', 'PAYMENT', 'NOTIFICATION'].flatMap((name) => [
      [`${name}_URL`, 'http://127.0.0.1:1'],
      [`${name}_INTERNAL_URL`, 'http://127.0.0.1:1'],
    ]),
  ),
};

type Change = Readonly<Record<string, string | undefined>>;

type Ended = { readonly code: number | null; readonly said: string };

const start = (file: string, change: Change, args: readonly string[] = []) => {
  const environment = Object.entries({ ...production, PATH: process.env['PATH'], ...change }).filter(([, value]) => value !== undefined);
  return spawn(process.execPath, [file, ...args], { env: Object.fromEntries(environment), timeout: 30_000 });
};

/** Starts a program that has to end by itself. */
const runs = (file: string, change: Change, args: readonly string[] = []): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = start(file, change, args);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });

/** Starts a program, hears what it says first, and stops it. */
const firstWord = (file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = start(file, {});
    const hear = (chunk: Buffer): void => {
      resolve(chunk.toString('utf8'));
      child.kill('SIGKILL');
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
    child.on('error', reject);
    child.on('close', () => resolve(''));
  });

const service = (name: string): string => `services/${name}/src/main.ts`;

test.each<[string, string, Change, string]>([
  ['identity with an exemption from the second factor', 'identity', { SECOND_FACTOR_EXEMPT: '*@wadah.test' }, 'SECOND_FACTOR_EXEMPT'],
  ['identity without the key of its seals', 'identity', { DATA_KEY: undefined }, 'DATA_KEY'],
  ['seller with a moved clock', 'seller', { WADAH_CLOCK_FILE: '/tmp/clock' }, 'WADAH_CLOCK_FILE'],
  ['catalogue with a secret that is printed somewhere', 'catalogue', { KAFKA_PASSWORD: 'wadah-demo-2026' }, 'KAFKA_PASSWORD'],
  ['order without a password in MongoDB', 'order', { MONGO_URL: 'mongodb://127.0.0.1:1/wadah' }, 'MONGO_URL'],
  ['payment with the sandbox', 'payment', { PAYMENT_PROVIDER_URL: 'http://127.0.0.1:8090' }, 'PAYMENT_PROVIDER_URL'],
  ['notification with a mail catcher', 'notification', { SMTP_URL: 'smtp://127.0.0.1:1025' }, 'SMTP_URL'],
  ['the gateway with the password of seeded accounts', 'gateway', { WADAH_DEMO_PASSWORD: 'x' }, 'WADAH_DEMO_PASSWORD'],
])('production does not start %s, and says which variable is wrong without its value', async (_what, name, change, variable) => {
  const { code, said } = await runs(service(name), change);
  expect(code).not.toBe(0);
  expect(said).toContain(`\n  ${variable}: `);
  for (const value of Object.values(change)) if (value !== undefined && value.length > 3) expect(said).not.toContain(value);
});

test('what says no profile is production', async () => {
  const { said } = await runs(service('order'), { WADAH_PROFILE: undefined, WADAH_CLOCK_FILE: '/tmp/clock' });
  expect(said).toContain('\n  WADAH_CLOCK_FILE: ');
});

test('no service finds a fault in a production that is whole', async () => {
  const names = ['identity', 'seller', 'catalogue', 'order', 'payment', 'notification', 'gateway'];
  // What got past its settings looks for its neighbours, and finds none of them.
  const words = await Promise.all(names.map((name) => firstWord(service(name))));
  expect(words).toEqual(names.map(() => expect.stringContaining('127.0.0.1:1')));
}, 120_000);

test('the payment sandbox does not run in production', async () => {
  const { code, said } = await runs('infra/sandbox/src/main.ts', { SANDBOX_STATE_FILE: '/nowhere/state.json' });
  expect([code, said]).toEqual([1, expect.stringContaining('WADAH_PROFILE')]);
});

test.each([
  ['the mail catcher and the rest of the local stack do', 'infra/local/src/cli.ts', ['up']],
  ['the demo with its seed does', 'infra/demo/src/main.ts', ['--seed-only']],
])('%s not start in production', async (_what, file, args) => {
  const { code, said } = await runs(file, {}, args);
  expect([code, said]).toEqual([1, expect.stringContaining('WADAH_PROFILE is production')]);
});
