import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clockAhead, MINUTE_MS } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { call } from './support/http.ts';
import { newBuyer, signIn } from './support/people.ts';

const run = (file: string, ...args: readonly string[]) => promisify(execFile)(process.execPath, [file, ...args], { timeout: 60_000 });

const keyIdOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;

/** None while identity starts. */
const published = async (): Promise<readonly string[]> => {
  const { status, body } = await call('GET /.well-known/jwks.json');
  return status === 200 ? body.keys.map(({ kid }: { kid: string }) => kid) : [];
};

/** A route of each service that learns from the token alone who asks. */
const routes = ['/v1/me', '/v1/orders', '/v1/notifications', '/v1/curation/sellers', '/v1/curation/listings', '/v1/refunds/ref_1'];

/** Asks without a pause, one route after the other, and remembers each refusal of a token. */
const requestsOf = (token: string) => {
  const refused: string[] = [];
  let asked = 0;
  let isOver = false;
  const flow = (async () => {
    while (!isOver) {
      const route = routes[asked % routes.length] ?? '/v1/me';
      const { status } = await call(`GET ${route}`, { token });
      if (status === 401) refused.push(route);
      asked += 1;
    }
  })();
  return { refused, asked: () => asked, end: () => ((isOver = true), flow) };
};

afterAll(() => clockAhead(0));

test('keys rotate while requests flow: the new one is published before it signs, and no token is refused', async () => {
  const { email } = await newBuyer();
  const old = await signIn(email);
  const flow = requestsOf(old);
  await run('infra/cli/src/main.ts', 'keys', 'rotate', '--stack', 'test');
  // A replica reads the keys within a minute, and when it starts.
  await run('infra/demo/src/crash.ts', 'identity');
  const kids = await eventually('the next key to be published', async () => {
    const found = await published();
    return found.length > 1 ? found : undefined;
  });
  expect(kids).toContain(keyIdOf(old));
  const early = await signIn(email);
  expect(keyIdOf(early)).toBe(keyIdOf(old));

  clockAhead(11 * MINUTE_MS);
  const token = await eventually('the new key to sign', async () => {
    const next = await signIn(email);
    return keyIdOf(next) === keyIdOf(old) ? undefined : next;
  });
  const later = requestsOf(token);
  await eventually('each service to have been asked with both keys', async () => later.asked() >= 5 * routes.length);
  await Promise.all([flow.end(), later.end()]);
  expect([...flow.refused, ...later.refused]).toEqual([]);
  expect(kids).toContain(keyIdOf(token));
}, 60_000);

test('a token of no published key is refused', async () => {
  const { token } = await newBuyer();
  const [, claims, signature] = token.split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: crypto.randomUUID() })).toString('base64url');
  for (const route of routes) expect((await call(`GET ${route}`, { token: `${header}.${claims}.${signature}` })).status).toBe(401);
});
