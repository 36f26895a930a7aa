import { readPath } from '../src/domain/request-path.ts';
import { rowOf } from '../src/domain/routing-table.ts';

test.each([
  ['/v1/orders/ord_1', '/v1/orders/ord_1', ['v1', 'orders', 'ord_1']],
  ['/v1/listings?query=kopi%20toraja&limit=5', '/v1/listings?query=kopi%20toraja&limit=5', ['v1', 'listings']],
  ['/v1/%6frders', '/v1/orders', ['v1', 'orders']],
  ['/v1/listings?next=/a/../b//c', '/v1/listings?next=/a/../b//c', ['v1', 'listings']],
  ['/v1/listings?a=b?c', '/v1/listings?a=b?c', ['v1', 'listings']],
  ['/v1/%252e%252e/orders', '/v1/%252e%252e/orders', ['v1', '%2e%2e', 'orders']],
  ['/v1/orders/', '/v1/orders/', ['v1', 'orders', '']],
  ['/', '/', ['']],
])('%s is forwarded as %s', (given, target, segments) => {
  expect(readPath(given)).toEqual({ ok: true, value: { target, segments } });
});

test.each([
  '/v1/listings/../orders',
  '/v1/listings/%2e%2e/orders',
  '/v1/listings/.%2E/orders',
  '/v1/./orders',
  '/v1/listings%2forders',
  '/v1/listings%2Forders',
  '/v1/listings%5corders',
  '/v1/listings\\orders',
  '//v1/orders',
  '/v1//orders',
  '/v1/orders//',
  '/v1/orders/%00',
  '/v1/orders/%0d%0aX-Evil:1',
  '/v1/orders/%7f',
  '/v1/orders/%',
  '/v1/orders/%E0%A4%A',
  '/v1/orders#fragment',
  'http://elsewhere/v1/orders',
  '*',
  `/v1/${'a'.repeat(5000)}`,
])('%s is refused', (given) => {
  expect(readPath(given)).toMatchObject({ ok: false, rejection: { kind: 'invalid', code: 'path-invalid' } });
});

test.each([
  ['GET', '/v1/sellers/sel_1', 'seller', undefined],
  ['GET', '/v1/sellers/sel_1/listings', 'catalogue', undefined],
  ['GET', '/v1/sellers/sel_1/listings/lst_1', 'catalogue', undefined],
  ['GET', '/v1/sellers/sel_1/balance', 'payment', undefined],
  ['GET', '/v1/curation/listings', 'catalogue', undefined],
  ['GET', '/v1/curation/sellers', 'seller', undefined],
  ['GET', '/v1/listings', 'catalogue', 'search'],
  ['HEAD', '/v1/listings', 'catalogue', 'search'],
  ['POST', '/v1/listings', 'catalogue', undefined],
  ['GET', '/v1/listings/lst_1', 'catalogue', undefined],
  ['POST', '/v1/sessions', 'identity', 'auth'],
  ['POST', '/v1/sessions/refresh', 'identity', 'auth'],
  ['GET', '/v1/sessions', 'identity', undefined],
  ['POST', '/v1/hooks/payments/midtrans', 'payment', 'hook'],
  ['GET', '/v1/orders/ord_1/events', 'order', undefined],
  ['GET', '/.well-known/jwks.json', 'identity', undefined],
])('%s %s belongs to %s', (method, path, upstream, limit) => {
  const row = rowOf(method, path.slice(1).split('/'));
  expect(row?.upstream).toBe(upstream);
  expect(row?.limit).toBe(limit);
});

test.each([
  '/internal/codes/cod_1',
  '/metrics',
  '/v1',
  '/v1/',
  '/v1/orders/',
  '/v2/orders',
  '/v1/ordersx',
  '/health/ready',
  '/.well-known/other',
])('%s belongs to nobody', (path) => {
  expect(rowOf('GET', path.slice(1).split('/'))).toBeUndefined();
});
