import { actors, newEmail, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, begin, mailed, signIn } = actors(() => identity);

beforeAll(async () => {
  identity = await startIdentity({ MAILS_PER_ADDRESS_HOUR: '3', SIGN_INS_PER_ACCOUNT: '8' });
});

afterAll(() => identity.stop());

test('the fourth code in an hour to one address is answered like the third and mails nothing', async () => {
  const email = newEmail();
  const sent = [await begin(email), await begin(email), await begin(email)];
  for (const registrationId of sent) await mailed(registrationId);
  const silent = await begin(email);
  expect(silent).toMatch(/^reg_/);
  await mailed(await begin(newEmail()));
  expect(identity.captured.of('account.code-requested.v1', silent)).toEqual([]);
});

test('too many tries for one address are refused before the password is looked at', async () => {
  const email = newEmail();
  const answers = [];
  for (const _try of Array.from({ length: 9 })) answers.push(await signIn(email, 'salah-sekali-2026'));
  expect(answers.slice(0, 8).map(({ status }) => status)).toEqual(Array(8).fill(401));
  expect([answers[8]?.status, answers[8]?.body['code']]).toEqual([429, 'too-many-attempts']);
  expect(answers[8]?.headers.get('retry-after')).toBe('900');
  expect((await call('POST /v1/sessions', { body: { email: newEmail(), password: 'salah-sekali-2026' } })).status).toBe(401);
});

test('where Redis is down nobody is kept out, and each process counts by itself', async () => {
  const lame = await identity.start({ REDIS_URL: 'redis://identity:0123456789abcdef@127.0.0.1:9' });
  const statusFor = async (email: string): Promise<number> => {
    const body = JSON.stringify({ email, password: 'salah-sekali-2026' });
    return (await fetch(`${lame.url}/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
  };
  const email = newEmail();
  const statuses = [];
  for (const _try of Array.from({ length: 9 })) statuses.push(await statusFor(email));
  expect(statuses).toEqual([...Array(8).fill(401), 429]);
  expect(await statusFor(newEmail())).toBe(401);
  await lame.crash();
});
