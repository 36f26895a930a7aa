import { ok } from '@wadah/kit';
import { z } from 'zod';
import { problemTexts, route } from '../src/index.ts';
import { call, startApp, type TestApp } from './support/start-app.ts';

let app: TestApp;

beforeAll(async () => {
  const readThing = route({
    operation: 'readThing',
    method: 'get',
    path: '/v1/things/{id}',
    auth: 'signed_in',
    params: z.object({ id: z.string().max(3) }),
    responses: { 200: z.object({ locale: z.string() }) },
    handle: ({ locale }) => ok({ locale }),
  });
  app = await startApp([readThing], { problemTexts: problemTexts() });
});
afterAll(() => app.stop());

const titleFor = async (headers: Record<string, string>): Promise<unknown> => {
  const { headers: answered, body } = await call(app, '/v1/things/a', { headers });
  return [answered.get('content-language'), (body as { title: string }).title];
};

test('a refusal is said in the language that the client likes best, and in Indonesian where it names none of ours', async () => {
  expect(await titleFor({ 'accept-language': 'en' })).toEqual(['en', 'Unauthenticated']);
  expect(await titleFor({ 'accept-language': 'id-ID,id;q=0.9,en;q=0.5' })).toEqual(['id', 'Belum masuk']);
  expect(await titleFor({ 'accept-language': 'nl' })).toEqual(['id', 'Belum masuk']);
});

test('the account’s own language counts before the client’s', async () => {
  const authorization = `Bearer ${app.tokens.user({ accountId: 'acc_1', locale: 'en' })}`;
  const headers = { authorization, 'accept-language': 'id' };
  expect((await call(app, '/v1/things/a', { headers })).body).toEqual({ locale: 'en' });
  expect((await call(app, '/v1/things/abcd', { headers })).body).toMatchObject({ title: 'Validation failed' });
});
