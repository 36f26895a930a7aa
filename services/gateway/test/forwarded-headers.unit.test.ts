import { requestHeaders, responseHeaders } from '../src/adapters/http/forwarded-headers.ts';

const client = { address: '10.0.0.1', protocol: 'https', host: 'wadah.example', correlationId: 'corr-1' };
const forward = (headers: Record<string, string>, hasBody = true) => requestHeaders(headers, client, { hasBody });

test.each([
  'x-forwarded-for',
  'x-forwarded-user',
  'forwarded',
  'x-real-ip',
  'x-user-id',
  'x-account-id',
  'x-actor',
  'x-client-id',
  'x-roles',
  'x-auth-request-user',
  'x-authenticated-userid',
  'x-wadah-service',
  'x-internal-token',
  'remote-user',
  'cookie',
  'x-http-method-override',
  'x-original-url',
  'x-rewrite-url',
])('a client can’t say %s about itself', (name) => {
  expect(forward({ [name]: 'forged', accept: '*/*' })).toEqual({
    accept: '*/*',
    'x-forwarded-for': '10.0.0.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'wadah.example',
    'x-correlation-id': 'corr-1',
  });
});

test.each([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'proxy-connection',
  'expect',
  'host',
])('%s is for one connection only', (name) => {
  expect(forward({ [name]: 'x' })).not.toHaveProperty(name);
});

test('what Connection names goes no further', () => {
  expect(forward({ connection: 'close, X-Secret', 'x-secret': '1', 'x-other': '2' })).toMatchObject({ 'x-other': '2' });
  expect(forward({ connection: 'close, X-Secret', 'x-secret': '1' })).not.toHaveProperty('x-secret');
});

test('what a route reads goes along', () => {
  const headers = {
    authorization: 'Bearer t',
    'idempotency-key': 'k',
    'if-match': '"1"',
    prefer: 'wait=5',
    'last-event-id': '3',
    'content-type': 'application/json',
  };
  expect(forward(headers)).toMatchObject(headers);
});

test('without a body nothing is said about one', () => {
  expect(forward({ 'content-length': '3', 'content-type': 'application/json' }, false)).not.toHaveProperty('content-length');
});

test('an upstream can’t speak for the gateway', () => {
  expect(
    responseHeaders({
      'content-type': 'a/b',
      etag: '"1"',
      'x-powered-by': 'x',
      server: 'y',
      'access-control-allow-origin': '*',
      'transfer-encoding': 'chunked',
    }),
  ).toEqual({
    'content-type': 'a/b',
    etag: '"1"',
  });
});
