import express from 'express';
import { Redis } from 'ioredis';
import { announce } from './announce.ts';

const redis = new Redis(process.env['BENCH_REDIS_URL'] ?? '', { keyPrefix: process.env['BENCH_REDIS_PREFIX'] ?? '' });
const app = express();
app.put('/:cartId/:variantId', express.json(), async ({ params, body }, response) => {
  const { cartId, variantId } = params;
  const cart = JSON.parse((await redis.get(cartId)) ?? '{}') as Record<string, unknown>;
  cart[variantId] = (body as { quantity?: unknown }).quantity;
  await redis.set(cartId, JSON.stringify(cart));
  response.json(cart);
});
announce(app);
