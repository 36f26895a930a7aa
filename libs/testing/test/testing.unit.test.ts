import jwt from 'jsonwebtoken';
import { clock, eventually, tokens } from '../src/index.ts';

test('eventually returns the first truthy answer', async () => {
  let asked = 0;
  await expect(eventually('the third answer', () => (++asked === 3 ? 'yes' : undefined), { everyMs: 1 })).resolves.toBe('yes');
});

test('eventually names what it waited for and what the last try said', async () => {
  const probe = () => {
    throw new Error('still two');
  };
  await expect(eventually('one row', probe, { timeoutMs: 5, everyMs: 1 })).rejects.toThrow(
    'one row: not within 5 ms. The last try said: still two',
  );
});

test('a clock goes on from where a test has set it', () => {
  const time = clock();
  time.set(new Date('2026-01-01T00:00:00Z'));
  time.advance(60);
  expect(time.now().toISOString().slice(0, 18)).toBe('2026-01-01T00:01:0');
});

test('a token verifies with the key that the JWKS address serves', async () => {
  const issuer = await tokens();
  try {
    const token = issuer.user({ accountId: 'acc_1', memberships: [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_owner' }] });
    const answer = await fetch(issuer.jwksUrl);
    const jwks = (await answer.json()) as { keys: { kid: string }[] };
    expect(jwt.decode(token, { complete: true })?.header.kid).toBe(jwks.keys[0]?.kid);
    expect(jwt.decode(token)).toMatchObject({ iss: 'wadah', aud: 'wadah', sub: 'acc_1', roles: ['buyer', 'seller_owner'] });
  } finally {
    await issuer.stop();
  }
});
