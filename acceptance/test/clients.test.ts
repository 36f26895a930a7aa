import { callAt, call, gatewayUrl, must } from './support/http.ts';
import { newBuyer, operatorToken, sellerOf, type Seller } from './support/people.ts';
import { variantOf } from './support/shopping.ts';

let seller: Seller;
beforeAll(async () => {
  seller = await sellerOf('seller-09@wadah.test');
});

const grant = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
  callAt(gatewayUrl(), 'POST /oauth/token', {
    raw: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

const clientWith = async (scopes: readonly string[]): Promise<{ readonly clientId: string; readonly clientSecret: string }> =>
  must('POST /v1/clients', { token: seller.token, body: { name: 'Kasir', scopes, organisationId: seller.sellerId } });

const tokenOf = async ({ clientId, clientSecret }: { clientId: string; clientSecret: string }): Promise<string> =>
  (await grant({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret })).body.access_token;

test('a client acts as its seller’s staff where it has the scope and nowhere else', async () => {
  const token = await tokenOf(await clientWith(['stock:write']));
  const { listingId, variantId } = await variantOf({ sellerId: seller.sellerId, sku: 'SELEMPANG-SUROSOWAN' });
  const adjust = (path: string, body: object) =>
    call(`POST ${path}/stock-adjustments`, { token, headers: { 'idempotency-key': crypto.randomUUID() }, body });
  expect((await adjust(`/v1/listings/${listingId}/variants/${variantId}`, { by: 1, reason: 'till' })).status).toBe(200);
  expect(await call(`GET /v1/seller-orders?sellerId=${seller.sellerId}`, { token })).toMatchObject({
    status: 403,
    body: { code: 'scope-missing' },
  });
  for (const path of ['/v1/me', `/v1/sellers/${seller.sellerId}/balance`, '/v1/orders', '/v1/notifications'])
    expect([path, (await call(`GET ${path}`, { token })).status]).toEqual([path, 403]);
  const other = await sellerOf('seller-01@wadah.test');
  const theirs = await variantOf({ sellerId: other.sellerId, sku: 'GULA-SEMUT-500G' });
  expect((await adjust(`/v1/listings/${theirs.listingId}/variants/${theirs.variantId}`, { by: 1, reason: 'till' })).status).toBe(404);
});

test('the token endpoint speaks its own language of errors', async () => {
  const { clientId, clientSecret } = await clientWith(['seller-orders:read']);
  const good = await grant({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  expect(good).toMatchObject({ status: 200, body: { token_type: 'Bearer', scope: 'seller-orders:read' } });
  expect(good.headers.get('cache-control')).toContain('no-store');
  expect(await grant({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'wrong' })).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
  expect(await grant({ grant_type: 'password', username: 'x', password: 'y' })).toMatchObject({
    status: 400,
    body: { error: 'unsupported_grant_type' },
  });
  expect(await grant({ client_id: clientId })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  expect(
    await grant({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope: 'stock:write' }),
  ).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  expect((await grant({ grant_type: 'client_credentials' }, { authorization: basic })).status).toBe(200);
});

test('a secret is shown once, and a retry under the same key names the client without it', async () => {
  const create = () =>
    call('POST /v1/clients', {
      token: seller.token,
      headers: { 'idempotency-key': key },
      body: { name: 'Gudang', scopes: ['stock:write'], organisationId: seller.sellerId },
    });
  const key = crypto.randomUUID();
  const [first, again] = [await create(), await create()];
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 409, body: { code: 'already-done', id: first.body.clientId } });
  expect(JSON.stringify(again.body)).not.toContain(first.body.clientSecret);
});

test('a client for somebody else’s seller, or with scopes for none, is refused', async () => {
  const make = (token: string, body: object) => call('POST /v1/clients', { token, body: { name: 'X Klien', ...body } });
  const other = await sellerOf('seller-10@wadah.test');
  expect((await make(seller.token, { scopes: ['stock:write'], organisationId: other.sellerId })).status).toBe(404);
  expect((await make((await newBuyer()).token, { scopes: [] })).status).toBe(403);
  expect((await make(await operatorToken(), { scopes: ['stock:write'] })).body.code).toBe('scopes-of-sellers');
  expect((await make(await operatorToken(), { scopes: [] })).status).toBe(201);
});

test('a service’s token opens nothing in public', async () => {
  expect(
    (await grant({ grant_type: 'client_credentials', client_id: 'service-order', client_secret: 'x'.repeat(32), audience: 'identity' }))
      .status,
  ).toBe(401);
});
