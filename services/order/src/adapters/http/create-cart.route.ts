import { ok } from '@wadah/kit';
import { route } from '@wadah/http';
import { z } from 'zod';

export const createCartRoute = (newCartId: () => string) =>
  route({
    operation: 'createCart',
    method: 'post',
    path: '/v1/carts',
    summary: 'A new cart. Nothing is stored yet: it begins with its first line, and its id is the key to it.',
    tags: ['carts'],
    auth: 'optional',
    responses: { 201: z.object({ cartId: z.string() }) },
    handle: () => ok({ cartId: newCartId() }),
    location: ({ cartId }) => `/v1/carts/${cartId}`,
  });
