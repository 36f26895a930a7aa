import { OpenApiGeneratorV31, OpenAPIRegistry, extendZodWithOpenApi, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problemSchema, problemsByStatus } from './problem-responses.ts';
import type { Auth, Route } from '../route/route.ts';

extendZodWithOpenApi(z);

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']> & { readonly 'x-wadah-service': string };

const securityOf = (auth: Auth): RouteConfig['security'] => {
  if (auth === 'open') return [];
  if (auth === 'optional') return [{}, { accessToken: [] }];
  if (typeof auth === 'string' || 'role' in auth) return [{ accessToken: [] }];
  if ('internal' in auth) return [{ serviceToken: [auth.internal] }];
  return [...(auth.or === undefined ? [] : [{ accessToken: [] }]), { clientToken: [auth.scope] }];
};

const headersOf = (route: Route): z.ZodObject => {
  const write = route.method !== 'get' && route.idempotency !== 'none';
  const key = z.string().min(8).max(64);
  return z.object({
    ...(write ? { 'Idempotency-Key': route.idempotency === 'required' ? key : key.optional() } : {}),
    ...(route.ifMatch === undefined ? {} : { 'If-Match': route.ifMatch === 'required' ? z.string() : z.string().optional() }),
    ...(route.stream === undefined ? {} : { 'Last-Event-ID': z.string().optional() }),
  });
};

const isEmpty = (schema: z.ZodType | undefined): boolean => !(schema instanceof z.ZodObject) || Object.keys(schema.shape).length === 0;

const objectOf = (schema: z.ZodType | undefined): z.ZodObject | undefined =>
  schema instanceof z.ZodObject && !isEmpty(schema) ? schema : undefined;

const successes = (route: Route): RouteConfig['responses'] =>
  Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      schema === null
        ? { description: 'Done.' }
        : { description: 'Success.', content: { [route.stream === undefined ? 'application/json' : 'text/event-stream']: { schema } } },
    ]),
  );

const bodyOf = (route: Route): Pick<NonNullable<RouteConfig['request']>, 'body'> => {
  if (route.body === undefined || (route.body instanceof z.ZodObject && isEmpty(route.body))) return {};
  const type = route.bodyType === undefined || route.bodyType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return { body: { required: true, content: { [type]: { schema: route.body } } } };
};

const configOf = (route: Route): RouteConfig => {
  const [params, query, headers] = [objectOf(route.params), objectOf(route.query), headersOf(route)];
  return {
    operationId: route.operation,
    method: route.method,
    path: route.path,
    ...(route.summary === undefined ? {} : { summary: route.summary }),
    ...(route.tags === undefined ? {} : { tags: [...route.tags] }),
    security: securityOf(route.auth) ?? [],
    ...(route.cache === undefined ? {} : { 'x-wadah-cache': route.cache }),
    ...(route.limitClass === undefined ? {} : { 'x-wadah-limit': route.limitClass }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(isEmpty(headers) ? {} : { headers }),
      ...bodyOf(route),
    },
    responses: { ...successes(route), ...problemsByStatus(route) },
  };
};

const registerSecurity = (registry: OpenAPIRegistry): void => {
  const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } as const;
  registry.registerComponent('securitySchemes', 'accessToken', {
    ...bearer,
    description: 'A person’s access token, from POST /v1/sessions.',
  });
  registry.registerComponent('securitySchemes', 'clientToken', {
    ...bearer,
    description: 'An external client’s token, from POST /oauth/token.',
  });
};

/** OpenAPI 3.1 of one service, from nothing but its routes. Answers stay open to added fields, requests are strict. */
export const openApiDocument = ({
  service,
  title,
  routes,
}: {
  readonly service: string;
  readonly title: string;
  readonly routes: readonly Route[];
}): OpenApiDocument => {
  const registry = new OpenAPIRegistry();
  registerSecurity(registry);
  registry.register('Problem', problemSchema);
  for (const route of routes) registry.registerPath(configOf(route));
  const document = new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: { title, version: '1' },
  });
  return { ...document, 'x-wadah-service': service };
};
