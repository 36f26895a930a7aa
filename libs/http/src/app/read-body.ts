import { ok, reject, type Result } from '@wadah/kit';
import express from 'express';
import { invalidInput, type Fault } from '../problem/problem.ts';
import type { Route } from '../route/route.ts';
import { multipartFields } from './multipart-fields.ts';

export const BODY_LIMIT_BYTES = 256 * 1024;
const DEPTH_MAX = 20;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const MEDIA_TYPES = {
  json: ['application/json', 'application/merge-patch+json'],
  form: ['application/x-www-form-urlencoded'],
  any_form: ['application/x-www-form-urlencoded', 'multipart/form-data'],
};

export type BodyReader = (request: express.Request, response: express.Response) => Promise<Result<unknown>>;

const hasBody = (request: express.Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** RFC 8259 §8.1: JSON between systems is UTF-8; another charset would be read by us and by a proxy in two ways. */
const isUtf8 = (request: express.Request): boolean => {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
};

const formParser = (limit: number, multipart: boolean): express.RequestHandler => {
  const urlencoded = express.urlencoded({ limit, extended: false, inflate: false, parameterLimit: 50 });
  const text = express.text({ limit, inflate: false, type: 'multipart/form-data' });
  return (request, response, next) => (multipart && request.is('multipart/form-data') ? text : urlencoded)(request, response, next);
};

const parserOf = (route: Route): express.RequestHandler => {
  const limit = route.bodyLimitBytes ?? BODY_LIMIT_BYTES;
  if (route.bodyType === 'form' || route.bodyType === 'any_form') return formParser(limit, route.bodyType === 'any_form');
  return express.json({ limit, strict: false, inflate: false, type: MEDIA_TYPES.json });
};

const parseFailure = (error: unknown): Result<never> => {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return reject('too_large', 'body-too-large', 'The body is larger than this route takes.');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return reject('invalid', 'unsupported-media-type', 'The body must be plain UTF-8, not compressed.');
  }
  if (type === 'entity.parse.failed' || type === 'request.size.invalid' || type === 'parameters.too.many') {
    return reject('invalid', 'malformed-json', 'The body can’t be parsed.');
  }
  if (type === 'request.aborted') return reject('invalid', 'request-aborted', 'The request ended before its body did.');
  throw error;
};

/** What no schema of ours may ever meet, wherever it stands: keys of the prototype, and nesting without end. */
const faultsWithin = (value: unknown, path: string, depth: number): readonly Fault[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (depth > DEPTH_MAX) return [{ path, code: 'too-deep', detail: `Nested more than ${DEPTH_MAX} levels deep.` }];
  return Object.entries(value).flatMap(([key, child]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    return FORBIDDEN_KEYS.has(key)
      ? [{ path: at, code: 'unknown-field', detail: 'There is no such field.' }]
      : faultsWithin(child, at, depth + 1);
  });
};

/** Reads the body of a write, once per route made. An absent body is an empty object, so that each missing field is named. */
export const bodyReader = (route: Route): BodyReader => {
  if (route.method === 'get' || route.method === 'delete') return () => Promise.resolve(ok({}));
  const parse = parserOf(route);
  return async (request, response) => {
    if (!hasBody(request)) return ok({});
    if (!request.is(MEDIA_TYPES[route.bodyType ?? 'json'])) {
      return reject('invalid', 'unsupported-media-type', `The body must be ${MEDIA_TYPES[route.bodyType ?? 'json'].join(' or ')}.`);
    }
    if (!isUtf8(request)) return reject('invalid', 'unsupported-media-type', 'The body must be plain UTF-8, not compressed.');
    const failure = await new Promise<unknown>((resolve) => parse(request, response, resolve));
    if (failure !== undefined) return parseFailure(failure);
    const parsed: unknown = request.body;
    const body =
      typeof parsed === 'string' && request.is('multipart/form-data')
        ? multipartFields(parsed, request.headers['content-type'] ?? '')
        : parsed;
    const faults = faultsWithin(body, 'body', 0);
    return faults.length === 0 ? ok(body) : invalidInput(faults.slice(0, 50));
  };
};
