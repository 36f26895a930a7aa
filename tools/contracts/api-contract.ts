import type { JsonSchema } from './schema-faults.ts';

type Contents = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: JsonSchema };

type DescribedOperation = {
  readonly operationId: string;
  readonly security: readonly Security[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Contents };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Contents }>>;
};

/** As much of docs/openapi.json as is promised to somebody. */
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};

/** One way in: scheme → scopes, all of them needed; none for a stranger. */
export type Security = Readonly<Record<string, readonly string[]>>;

type Schemas = Readonly<Record<string, JsonSchema>>;

export type Operation = {
  readonly operationId: string;
  readonly security: readonly Security[];
  /** By place and name, as "query limit". */
  readonly parameters: Readonly<Record<string, { readonly required: boolean; readonly schema: JsonSchema }>>;
  /** By media type. */
  readonly body?: { readonly required: boolean; readonly content: Schemas };
  /** By status, then by media type. */
  readonly answers: Readonly<Record<string, Schemas>>;
  /** Problem codes by status. */
  readonly refusals: Readonly<Record<string, readonly string[]>>;
};

/** Operations by method and path, as "POST /v1/orders", and the schemas that they share. */
export type ApiContract = { readonly operations: Readonly<Record<string, Operation>>; readonly schemas: Schemas };

const schemasOf = (content: Contents = {}): Schemas =>
  Object.fromEntries(Object.entries(content).map(([mediaType, { schema }]) => [mediaType, schema ?? {}]));

const parameterNameOf = (parameter: Parameter): string =>
  `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;

const isSuccess = (status: string): boolean => /^[23]/.test(status);

const codesIn = (description: string): readonly string[] => [...description.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code);

const operationOf = ({ operationId, security, parameters = [], requestBody, responses }: DescribedOperation): Operation => {
  const statuses = Object.entries(responses);
  return {
    operationId,
    security,
    parameters: Object.fromEntries(
      parameters.map((parameter) => [parameterNameOf(parameter), { required: parameter.required === true, schema: parameter.schema }]),
    ),
    ...(requestBody && { body: { required: requestBody.required === true, content: schemasOf(requestBody.content) } }),
    answers: Object.fromEntries(
      statuses.filter(([status]) => isSuccess(status)).map(([status, { content }]) => [status, schemasOf(content)]),
    ),
    refusals: Object.fromEntries(
      statuses.filter(([status]) => !isSuccess(status)).map(([status, { description }]) => [status, codesIn(description)]),
    ),
  };
};

/** The API as its callers rely on it: without words, tags and what only the gateway reads. */
export const apiContract = ({ paths, components }: OpenApi): ApiContract => ({
  operations: Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operationOf(operation)] as const),
    ),
  ),
  schemas: components.schemas,
});
