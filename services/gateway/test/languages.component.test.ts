import type { StartedGateway } from '../src/gateway.ts';
import { ask } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
let gateway: StartedGateway;

beforeAll(async () => {
  parts = await testGateway();
  gateway = await parts.start();
});

afterAll(() => parts.stop());

const reader = (locale?: 'id' | 'en') => ({
  authorization: `Bearer ${parts.issuer.user({ accountId: 'acc_1', ...(locale === undefined ? {} : { locale }) })}`,
});

const refusal = async (path: string, headers: Record<string, string>) => {
  const { body, headers: answered } = await ask(gateway.url, path, { headers });
  return [body.code, body.title, answered['content-language']];
};

test('a stranger is refused in what the client likes best, and in Indonesian where it names no language of ours', async () => {
  const english = ['not-found', 'Not found', 'en'];
  const indonesian = ['not-found', 'Tidak ditemukan', 'id'];
  expect(await refusal('/v1/nothing', { 'accept-language': 'en-GB, en;q=0.9' })).toEqual(english);
  expect(await refusal('/v1/nothing', { 'accept-language': 'id-ID, en;q=0.5' })).toEqual(indonesian);
  expect(await refusal('/v1/nothing', { 'accept-language': 'nl' })).toEqual(indonesian);
});

test('who is signed in is refused in the account’s language, whatever the client likes', async () => {
  const path = '/v1/sellers/sel_1/application';
  const english = ['upstream-unavailable', 'Upstream unavailable', 'en'];
  const indonesian = ['upstream-unavailable', 'Layanan sedang tidak menjawab', 'id'];
  expect(await refusal(path, { ...reader('en'), 'accept-language': 'id' })).toEqual(english);
  expect(await refusal(path, { ...reader('id'), 'accept-language': 'en' })).toEqual(indonesian);
  expect(await refusal(path, { ...reader(), 'accept-language': 'en' })).toEqual(english);
});

test('a state is said by its service: it hears the account and what the client likes, and nobody gets another’s words', async () => {
  parts.order.answer(({ headers: { 'accept-language': language } }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'paid', statusText: language === 'en' ? 'Paid' : 'Sudah dibayar' }));
  });
  const state = async (language: string) => {
    const headers = { ...reader('en'), 'accept-language': language };
    const { body } = await ask(gateway.url, '/v1/orders/ord_1', { headers });
    expect(parts.order.seen.at(-1)?.headers).toMatchObject(headers);
    return body.statusText;
  };
  expect(await state('en')).toBe('Paid');
  expect(await state('id')).toBe('Sudah dibayar');
});
