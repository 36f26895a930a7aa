import { ok } from '@wadah/kit';
import { z } from 'zod';
import { route } from '../src/index.ts';

const build = (body: z.ZodType) => () =>
  route({
    operation: 'makeThing',
    method: 'post',
    path: '/v1/things',
    auth: 'open',
    body,
    responses: { 200: z.object({}) },
    handle: () => ok({}),
  });

test.each<[string, z.ZodType, string]>([
  ['a string without end', z.object({ name: z.string() }), 'body.name is a string without a maximum length'],
  ['a mail address without end', z.object({ email: z.email() }), 'body.email is a string without a maximum length'],
  ['a list without end', z.object({ lines: z.array(z.number()) }), 'body.lines is a list without a maximum length'],
  ['a string inside a list', z.object({ lines: z.array(z.string()).max(3) }), 'body.lines.[] is a string without a maximum length'],
  ['an optional string', z.object({ note: z.string().optional() }), 'body.note is a string without a maximum length'],
  ['a string behind a transform', z.object({ note: z.string().transform(Number) }), 'body.note is a string without a maximum length'],
  ['a string of a union', z.object({ note: z.union([z.number(), z.string()]) }), 'body.note is a string without a maximum length'],
  ['a string of a record', z.object({ name: z.record(z.enum(['id']), z.string()) }), 'body.name.{} is a string without a maximum length'],
  [
    'a nested object that says nothing of unknown fields',
    z.object({ at: z.object({ city: z.string().max(9) }) }),
    'body.at is neither a strict nor a loose object',
  ],
])('%s is refused at start', (_what, schema, message) => expect(build(schema)).toThrow(message));

test('bounded and strict input is taken', () => {
  const at = z.strictObject({ city: z.string().max(9), day: z.iso.date(), id: z.uuid(), kind: z.enum(['a']), email: z.email().max(254) });
  expect(build(z.object({ at, lines: z.array(at).max(3), note: z.string().max(3).nullable().default(null) }))).not.toThrow();
});

test('path and params name the same parameters', () => {
  const wrong = () =>
    route({ operation: 'x', method: 'get', path: '/v1/{id}', auth: 'open', responses: { 200: null }, handle: () => ok({}) });
  expect(wrong).toThrow('the path names {id}, params {}');
});

test('only an open read may be declared public', () => {
  const cache = { maxAgeSeconds: 1 };
  const shape = { operation: 'x', path: '/v1/x', responses: { 200: null }, cache, handle: () => ok({}) } as const;
  expect(() => route({ ...shape, method: 'get', auth: 'optional' })).toThrow('only an open route');
  expect(() => route({ ...shape, method: 'post', auth: 'open' })).toThrow('only reads');
});
