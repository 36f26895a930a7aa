import fc from 'fast-check';
import { fuzzed, type Known, type Schema } from './fuzz-values.ts';

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema };

type Described = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
};

export type Operation = Described & { readonly method: string; readonly path: string };

export type FuzzRequest = {
  readonly operation: Operation;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> };

export const operationsOf = ({ paths }: OpenApi): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ ...described, method: method.toUpperCase(), path })),
  );

const text = (value: unknown): string => (typeof value === 'string' ? value : String(JSON.stringify(value)));

/** A half of a surrogate pair has no form in a URL. */
const encoded = (value: unknown): string => encodeURIComponent(text(value).toWellFormed());

/** What a header can carry; anything else never leaves a client. */
const headerText = (value: unknown): string =>
  text(value)
    .replaceAll(/[^\x21-\x7e]/g, '')
    .slice(0, 200);

const chosen = (parameters: readonly Parameter[], known: Known): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, fuzzed(schema, known, name)])), {
    requiredKeys: parameters.filter(({ required }) => required === true).map(({ name }) => name),
  });

const formOf = (value: unknown): string =>
  new URLSearchParams(Object.entries(Object(value)).map(([name, part]): [string, string] => [name, text(part).toWellFormed()])).toString();

const bodyOf = ({ requestBody }: Operation, known: Known): fc.Arbitrary<{ readonly body?: string; readonly type?: string }> => {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined || content === undefined) return fc.constant({});
  const serialised = (value: unknown): string => (type.includes('json') ? JSON.stringify(value) : formOf(value));
  return fuzzed(content.schema, known).map((value) => ({ body: serialised(value), type }));
};

/** Requests to one operation: valid, nearly valid and hostile, to things that exist and things that don't. */
export const requestsTo = (operation: Operation, known: Known): fc.Arbitrary<FuzzRequest> => {
  const placed = (place: string) => (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  return fc
    .tuple(chosen(placed('path'), known), chosen(placed('query'), known), chosen(placed('header'), known), bodyOf(operation, known))
    .map(([path, query, headers, { body, type }]) => {
      const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encoded(path[name]));
      const asked = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
      const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), headerText(value)]);
      return {
        operation,
        target: asked.length === 0 ? filled : `${filled}?${asked.join('&')}`,
        headers: { ...(type === undefined ? {} : { 'content-type': type }), ...Object.fromEntries(named) },
        ...(body === undefined ? {} : { body }),
      };
    });
};
