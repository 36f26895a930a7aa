import { ok } from '@wadah/kit';
import { z } from 'zod';
import { listOf, listQuery, openApiDocument, route } from '../src/index.ts';

const params = z.object({ orderId: z.string().max(64) });
const order = z.object({ orderId: z.string(), createdAt: z.iso.datetime() });

const document = openApiDocument({
  service: 'order',
  title: 'Orders',
  routes: [
    route({
      operation: 'placeOrder',
      method: 'post',
      path: '/v1/orders',
      summary: 'Places an order',
      tags: ['orders'],
      auth: 'signed_in',
      idempotency: 'required',
      body: z.object({ cartId: z.string().max(64), method: z.enum(['va_bca', 'qris']) }),
      responses: { 201: order },
      problems: ['cart-not-found'],
      handle: () => ok({ orderId: '1', createdAt: '' }),
    }),
    route({
      operation: 'readOrder',
      method: 'get',
      path: '/v1/orders/{orderId}',
      auth: 'signed_in',
      params,
      responses: { 200: order },
      problems: ['order-not-found'],
      handle: () => ok({}),
    }),
    route({
      operation: 'listOrders',
      method: 'get',
      path: '/v1/orders',
      auth: { scope: 'seller-orders:read', or: 'signed_in' },
      query: z.object(listQuery),
      responses: { 200: listOf(order) },
      handle: () => ok({}),
    }),
    route({
      operation: 'reviewOrder',
      method: 'post',
      path: '/v1/orders/{orderId}/review',
      auth: { role: ['operator'] },
      params,
      ifMatch: 'required',
      responses: { 204: null },
      handle: () => ok(undefined),
    }),
    route({
      operation: 'streamOrder',
      method: 'get',
      path: '/v1/orders/{orderId}/events',
      auth: 'optional',
      params,
      responses: { 200: order },
      stream: () => ok((async function* () {})()),
    }),
  ],
});

const paths = JSON.parse(JSON.stringify(document.paths)) as Record<string, Record<string, Record<string, unknown>>>;

test('the document is OpenAPI 3.1 and names its service', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Orders', version: '1' }, 'x-wadah-service': 'order' });
  expect(Object.keys(paths)).toEqual(['/v1/orders', '/v1/orders/{orderId}', '/v1/orders/{orderId}/review', '/v1/orders/{orderId}/events']);
});

test('requests are strict in it, answers stay open to what is added later', () => {
  const post = JSON.stringify(paths['/v1/orders']?.['post']?.['requestBody']);
  expect(post).toContain('"additionalProperties":false');
  expect(JSON.stringify(paths['/v1/orders']?.['post']?.['responses'])).not.toContain('"additionalProperties":false');
});

test('the key that a route requires is a required header', () => {
  expect(paths['/v1/orders']?.['post']?.['parameters']).toContainEqual(
    expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
  );
  expect(paths['/v1/orders/{orderId}/review']?.['post']?.['parameters']).toContainEqual(
    expect.objectContaining({ name: 'If-Match', required: true }),
  );
  expect(JSON.stringify(paths['/v1/orders/{orderId}']?.['get']?.['parameters'])).not.toContain('Idempotency-Key');
});

test('a whole number of the query is shown as one', () => {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } };
  expect(paths['/v1/orders']?.['get']?.['parameters']).toContainEqual(expect.objectContaining(limit));
});

test('security follows from who may call', () => {
  expect(paths['/v1/orders']?.['post']?.['security']).toEqual([{ accessToken: [] }]);
  expect(paths['/v1/orders']?.['get']?.['security']).toEqual([{ accessToken: [] }, { clientToken: ['seller-orders:read'] }]);
  expect(paths['/v1/orders/{orderId}/events']?.['get']?.['security']).toEqual([{}, { accessToken: [] }]);
  expect(document.components?.securitySchemes).toHaveProperty('accessToken');
});

test('each refusal that the road makes stands under its status, the route’s own under default', () => {
  const responses = paths['/v1/orders']?.['post']?.['responses'] as Record<string, { description: string }>;
  expect(Object.keys(responses)).toEqual(['201', '400', '401', '403', '409', '413', '415', '422', '429', '503', 'default']);
  expect(responses['400']?.description).toContain('idempotency-key-required');
  expect(responses['default']?.description).toContain('cart-not-found');
});

test('a stream is described as one', () => {
  expect(JSON.stringify(paths['/v1/orders/{orderId}/events']?.['get']?.['responses'])).toContain('text/event-stream');
});
