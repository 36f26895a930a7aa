import { ok } from '@wadah/kit';
import { z } from 'zod';
import { route } from '../src/index.ts';
import { bearer, call, startApp } from './support/start-app.ts';

test('an account has five waits at a time, and requests that don’t wait are not counted', async () => {
  const held = Promise.withResolvers<void>();
  let arrived = 0;
  const allArrived = Promise.withResolvers<void>();
  const app = await startApp([
    route({
      operation: 'placeOrder',
      method: 'post',
      path: '/v1/orders',
      auth: 'signed_in',
      responses: { 201: z.object({}) },
      handle: async ({ prefer }) => {
        if (prefer.waitSeconds === undefined) return ok({});
        if ((arrived += 1) === 5) allArrived.resolve();
        await held.promise;
        return ok({});
      },
    }),
  ]);
  const place = (headers: Record<string, string> = { prefer: 'wait=5' }) =>
    call(app, '/v1/orders', { method: 'POST', headers: { ...headers, ...bearer(app.tokens.user({ accountId: 'acc_1' })) } });
  const waiting = Array.from({ length: 5 }, () => place());
  await allArrived.promise;
  expect(await place()).toMatchObject({ status: 429, body: { code: 'too-many-waits' } });
  expect(await place({})).toMatchObject({ status: 201 });
  held.resolve();
  const answers = await Promise.all(waiting);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(answers[0]?.headers.get('preference-applied')).toBe('wait=5');
  expect(await place()).toMatchObject({ status: 201 });
  await app.stop();
});
