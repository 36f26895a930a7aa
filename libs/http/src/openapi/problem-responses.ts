import { extendZodWithOpenApi, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Auth, Route } from '../route/route.ts';

extendZodWithOpenApi(z);

const fault = z.object({ path: z.string(), code: z.string(), detail: z.string() });

/** RFC 9457 with our `code`; the schema of every refusal. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(fault).optional(),
  })
  .openapi('Problem');

const only = (condition: boolean, ...codes: readonly string[]): readonly string[] => (condition ? codes : []);

const forbidden = (auth: Auth): readonly string[] => {
  if (auth === 'open') return [];
  return typeof auth === 'string' ? ['scope-missing'] : ['forbidden', 'scope-missing'];
};

/** What the road itself refuses, before the handler is asked. */
const ofTheRoad = (route: Route): Readonly<Record<number, readonly string[]>> => {
  const isWrite = route.method !== 'get';
  const isKeyed = isWrite && route.idempotency !== 'none';
  return {
    400: [
      'validation-failed',
      ...only(isWrite, 'malformed-json'),
      ...only(route.idempotency === 'required', 'idempotency-key-required'),
      ...only(isKeyed, 'idempotency-key-invalid'),
    ],
    401: only(route.auth !== 'open', 'unauthenticated', 'token-invalid', 'token-expired', 'token-revoked'),
    403: [...forbidden(route.auth), ...only(route.confirmation === 'required', 'confirmation-required')],
    409: [...only(isKeyed, 'idempotency-in-flight'), ...only(route.secret === true, 'already-done')],
    412: only(route.ifMatch !== undefined, 'precondition-failed'),
    413: only(isWrite, 'body-too-large'),
    415: only(isWrite, 'unsupported-media-type'),
    422: only(isKeyed, 'idempotency-mismatch'),
    428: only(route.ifMatch === 'required', 'precondition-required'),
    429: ['too-many-requests'],
    503: ['unavailable'],
  };
};

const response = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

const listed = (codes: readonly string[]): string => codes.map((code) => `\`${code}\``).join(', ');

/** What can be refused under each status, and the route's own codes, whose statuses docs/problems.md names. */
export const problemsByStatus = (route: Route): RouteConfig['responses'] => ({
  ...Object.fromEntries(
    Object.entries(ofTheRoad(route))
      .filter(([, codes]) => codes.length > 0)
      .map(([status, codes]) => [status, response(listed(codes))]),
  ),
  default: response(route.problems === undefined || route.problems.length === 0 ? 'A refusal.' : listed(route.problems)),
});
