import { z } from 'zod';
import type { Route } from './route.ts';

/** Formats whose pattern bounds the length by itself. */
const BOUNDED_FORMATS = new Set(['uuid', 'guid', 'date', 'datetime', 'time', 'ipv4', 'ipv6']);

const DEPTH_MAX = 12;

const isBounded = (schema: z.ZodString): boolean => schema.maxLength !== null || BOUNDED_FORMATS.has(schema.format ?? '');

const hasLengthLimit = (schema: z.ZodArray): boolean =>
  (schema.def.checks ?? []).some((check) => ['max_length', 'length_equals'].includes(check._zod.def.check));

/** The schemas directly inside one that only wraps others, each under the name a fault would have. */
const childrenOf = (schema: z.core.$ZodType): readonly (readonly [string, z.core.$ZodType])[] => {
  if (schema instanceof z.ZodObject) return Object.entries<z.core.$ZodType>(schema.shape);
  if (schema instanceof z.ZodArray) return [['[]', schema.element]];
  if (schema instanceof z.ZodRecord) return [['{}', schema.valueType]];
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => ['', option] as const);
  if (schema instanceof z.ZodPipe) return [['', schema.in]];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return [['', schema.unwrap()]];
  return [];
};

const faultOf = (schema: z.core.$ZodType, isTop: boolean): string | undefined => {
  if (schema instanceof z.ZodString && !isBounded(schema)) return 'is a string without a maximum length';
  if (schema instanceof z.ZodStringFormat && schema.maxLength === null && !BOUNDED_FORMATS.has(schema.format ?? '')) {
    return 'is a string without a maximum length';
  }
  if (schema instanceof z.ZodArray && !hasLengthLimit(schema)) return 'is a list without a maximum length';
  if (schema instanceof z.ZodObject && !isTop && schema.def.catchall === undefined) return 'is neither a strict nor a loose object';
  return undefined;
};

const assertGuarded = (schema: z.core.$ZodType, path: string, depth: number): void => {
  const fault = faultOf(schema, depth === 0);
  if (fault !== undefined) throw new Error(`${path} ${fault}.`);
  if (depth > DEPTH_MAX) throw new Error(`${path} is nested too deeply.`);
  for (const [name, child] of childrenOf(schema)) assertGuarded(child, name === '' ? path : `${path}.${name}`, depth + 1);
};

/** Unknown fields are faults: an object that says nothing about them becomes strict. */
const strictly = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;

const guarded = (route: Route, part: 'params' | 'query' | 'body'): z.ZodType => {
  const schema = route[part] ?? z.strictObject({});
  assertGuarded(schema, `${route.operation}: ${part}`, 0);
  return strictly(schema);
};

const placeholders = (path: string): string =>
  [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();

const assertWhole = (route: Route): void => {
  const params = route.params instanceof z.ZodObject ? Object.keys(route.params.shape).sort().join() : '';
  if (placeholders(route.path) !== params)
    throw new Error(`${route.operation}: the path names {${placeholders(route.path)}}, params {${params}}.`);
  if (route.cache !== undefined && route.auth !== 'open') throw new Error(`${route.operation}: only an open route may be cached.`);
  if (route.cache !== undefined && route.method !== 'get') throw new Error(`${route.operation}: only reads may be cached.`);
  if (Object.keys(route.responses).length === 0) throw new Error(`${route.operation}: no response is described.`);
};

/** Strict schemas in place of lax ones. @throws for what would let unbounded or unknown input through. */
export const guardSchemas = (route: Route): Route => {
  assertWhole(route);
  return { ...route, params: guarded(route, 'params'), query: guarded(route, 'query'), body: guarded(route, 'body') };
};
