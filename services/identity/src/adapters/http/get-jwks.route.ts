import { route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { PublicJwk } from '../crypto/key-ring.ts';

const jwk = z.object({ kty: z.string(), n: z.string(), e: z.string(), kid: z.string(), alg: z.literal('RS256'), use: z.literal('sig') });

/** The gateway keeps it for half as long as services do, so a new key is everywhere before it signs. */
const MAX_AGE_SECONDS = 150;

export const getJwksRoute = (published: () => readonly PublicJwk[]) =>
  route({
    operation: 'getJwks',
    method: 'get',
    path: '/.well-known/jwks.json',
    summary: 'The public keys of access tokens (RFC 7517).',
    tags: ['people'],
    auth: 'open',
    cache: { maxAgeSeconds: MAX_AGE_SECONDS },
    responses: { 200: z.object({ keys: z.array(jwk) }) },
    handle: () => ok({ keys: published() }),
  });
