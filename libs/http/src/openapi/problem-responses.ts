import { extendZodWithOpenApi, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Route } from '../route/route.ts';

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

const own = (route: Route): Readonly<Record<number, readonly string[]>> => {
  const write = route.method !== 'get';
  const keyed = write && route.idempotency !== 'none';
  const restricted = route.auth !== 'open';
  return {
    400: [
      'validation-failed',
      ...(write ? ['malformed-json'] : []),
      ...(route.idempotency === 'required' ? ['idempotency-key-required'] : []),
      ...(keyed ? ['idempotency-key-invalid'] : []),
    ],
    401: restricted ? ['unauthenticated', 'token-invalid', 'token-expired', 'token-revoked'] : [],
    403:
      restricted && route.auth !== 'signed_in' && route.auth !== 'optional'
        ? ['forbidden', 'scope-missing']
        : restricted
          ? ['scope-missing']
          : [],
    409: keyed ? ['idempotency-in-flight', ...(route.secret === true ? ['already-done'] : [])] : [],
    412: route.ifMatch === undefined ? [] : ['precondition-failed'],
    413: write ? ['body-too-large'] : [],
    415: write ? ['unsupported-media-type'] : [],
    422: keyed ? ['idempotency-mismatch'] : [],
    428: route.ifMatch === 'required' ? ['precondition-required'] : [],
    429: ['too-many-requests'],
    503: ['unavailable'],
  };
};

const response = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

const listed = (codes: readonly string[]): string => codes.map((code) => `\`${code}\``).join(', ');

/** What can be refused under each status, and the route's own codes, whose statuses docs/problems.md names. */
export const problemsByStatus = (route: Route): RouteConfig['responses'] => ({
  ...Object.fromEntries(
    Object.entries(own(route))
      .filter(([, codes]) => codes.length > 0)
      .map(([status, codes]) => [status, response(listed(codes))]),
  ),
  default: response(route.problems === undefined || route.problems.length === 0 ? 'A refusal.' : listed(route.problems)),
});
