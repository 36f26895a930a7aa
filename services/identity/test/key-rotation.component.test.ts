import { authenticator, noRevocations, remoteJwks } from '@wadah/http';
import { clock } from '@wadah/testing';
import { accessTokens } from '../src/adapters/crypto/access-tokens.ts';
import { keyRing } from '../src/adapters/crypto/key-ring.ts';
import { vault } from '../src/adapters/crypto/vault.ts';
import { resealSigningKeys, rotateSigningKey } from '../src/adapters/cli/signing-key-jobs.ts';
import { secondFactorStore } from '../src/adapters/mongo/second-factor.store.ts';
import { signingKeyStore } from '../src/adapters/mongo/signing-key.store.ts';
import { resealSecondFactors } from '../src/app/reseal.ts';
import { actors, startIdentity, type Identity } from './support/identity.ts';
import { codeOf, staff } from './support/staff.ts';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity();
});

afterAll(() => identity.stop());

const claims = { accountId: 'acc_1', sessionId: 'ses_1', memberships: [], locale: 'id' as const };

test('after a rotation of the data key both are read, and once all is sealed anew the old one is needed no more', async () => {
  const { mongo, now } = identity.service.chassis;
  const people = staff(() => identity);
  const person = await actors(() => identity).join();
  const { secret } = await people.enrol(person);
  const { DATA_KEY: old, HASH_KEY } = identity.config();
  const DATA_KEY = Buffer.alloc(32, 9);
  const both = vault({ DATA_KEY, OLD_DATA_KEYS: [old], HASH_KEY });
  const rotated = await identity.start({
    DATA_KEY: DATA_KEY.toString('base64'),
    OLD_DATA_KEYS: old.toString('base64'),
  });
  const signIn = (url: string, otp: string) =>
    fetch(`${url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email, password: 'kopi-lebak-2026', otp }),
    });
  expect((await signIn(rotated.url, codeOf(secret))).status).toBe(201);
  await rotated.stop();
  expect(await resealSecondFactors(secondFactorStore({ mongo, now }).factors, both)).toBe(1);
  expect(await resealSigningKeys(signingKeyStore(mongo), both)).toBeGreaterThan(0);
  expect(await resealSigningKeys(signingKeyStore(mongo), both)).toBe(0);
  const without = await identity.start({ DATA_KEY: DATA_KEY.toString('base64') });
  expect((await signIn(without.url, codeOf(secret, 1))).status).toBe(201);
  await without.stop();
});

// Moves the keys of this database into another year, so it comes last.
test('while requests flow a key is published, waits, signs and retires, and no token is ever refused', async () => {
  const { mongo, logger } = identity.service.chassis;
  const time = clock(new Date(Date.now() + 400 * 86_400_000));
  const [keys, sealed] = [signingKeyStore(mongo), vault(identity.config())];
  const replica = () => keyRing({ keys, vault: sealed, now: time.now, logger, renewMs: 3_600_000 });
  const [one, other] = [replica(), replica()];
  const signs = [accessTokens(one, time.now), accessTokens(other, time.now)];
  // Another service asks whichever replica its connection leads to, and keeps what it got for five minutes.
  const jwks = remoteJwks({ fetch: () => Promise.resolve({ keys: other.published() }), now: time.now });
  const auth = authenticator({ jwks, issuer: 'wadah', audience: 'wadah', revocations: noRevocations, now: time.now, cachedTokensMax: 1 });
  await mongo.collection('signing_keys').deleteMany({});
  await one.renew();
  await other.renew();
  time.advance(3_600);
  const kids = new Set<string>();
  let alive: { readonly token: string; readonly until: number }[] = [];
  for (let minute = 0; minute < 100; minute += 1) {
    if (minute === 5) expect(await rotateSigningKey(keys, { vault: sealed, at: time.now() })).toBe(true);
    if (minute === 6) expect(await rotateSigningKey(keys, { vault: sealed, at: time.now() })).toBe(false);
    await Promise.all([one.renew(), other.renew()]);
    kids.add(one.signing().kid);
    const until = time.now().getTime() + 14 * 60_000;
    alive = [...alive, ...signs.map((tokens) => ({ token: tokens.user({ ...claims, issuedAt: time.now() }), until }))];
    alive = alive.filter((token) => token.until > time.now().getTime());
    for (const { token } of alive) expect([minute, await auth.identify(token)]).toMatchObject([minute, { ok: true }]);
    time.advance(60);
  }
  expect(kids.size).toBe(2);
  expect(one.published()).toHaveLength(1);
  await Promise.all([one.stop(), other.stop()]);
});
