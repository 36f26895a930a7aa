import { ok, reject, type Result } from '@wadah/kit';
import { z } from 'zod';
import { route } from '../src/index.ts';

type Order = { readonly orderId: string; readonly status: string };
const find = (orderId: string, actorId: string): Promise<Result<Order>> =>
  Promise.resolve(actorId === '' ? reject('not_found', 'order-not-found', 'No such order.') : ok({ orderId, status: 'placed' }));

test('the handler of a route knows the types of its input, of its caller and of its value', () => {
  const built = route({
    operation: 'readOrder',
    method: 'get',
    path: '/v1/orders/{orderId}',
    auth: 'signed_in',
    params: z.object({ orderId: z.string().max(64) }),
    responses: { 200: z.object({ orderId: z.string() }) },
    handle: ({ params, actor }) => find(params.orderId, actor.id),
    view: (order) => ({ orderId: order.orderId }),
    etag: (order) => order.status,
  });
  expect(built.operation).toBe('readOrder');
});

test('a stream route yields states of one type', () => {
  const built = route({
    operation: 'streamOrder',
    method: 'get',
    path: '/v1/orders/{orderId}/events',
    auth: 'signed_in',
    params: z.object({ orderId: z.string().max(64) }),
    responses: { 200: z.object({ orderId: z.string() }) },
    stream: ({ params }) =>
      ok(
        (async function* () {
          yield await Promise.resolve({ version: 1, value: { orderId: params.orderId, status: 'placed' } });
        })(),
      ),
    view: (order) => ({ orderId: order.orderId }),
  });
  expect(built.stream).toBeDefined();
});

test('a view that is named and not written in place has the type of the value', () => {
  const toView = ({ orderId }: Order) => ({ orderId });
  const built = route({
    operation: 'readOrder',
    method: 'get',
    path: '/v1/orders/{orderId}',
    auth: 'signed_in',
    params: z.object({ orderId: z.string().max(64) }),
    responses: { 200: z.object({ orderId: z.string() }) },
    handle: ({ params, actor }) => find(params.orderId, actor.id),
    view: toView,
  });
  expect(built.view).toBe(toView);
});
