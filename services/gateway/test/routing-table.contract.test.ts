import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowOf, upstreamNames, type LimitClass } from '../src/domain/routing-table.ts';

type Operation = {
  readonly operationId?: string;
  readonly security?: readonly object[];
  readonly 'x-wadah-service'?: string;
  readonly 'x-wadah-cache'?: { readonly maxAgeSeconds: number };
  readonly 'x-wadah-limit'?: LimitClass;
};

const document = JSON.parse(readFileSync(join(process.cwd(), 'docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

const rowFor = (path: string, method: string) =>
  rowOf(
    method,
    path
      .slice(1)
      .replaceAll(/\{\w+\}/g, 'x')
      .split('/'),
  );

test('every documented operation is forwarded to the service that documents it', () => {
  const astray = operations.filter(({ path, method, operation }) => rowFor(path, method)?.upstream !== operation['x-wadah-service']);
  expect(astray).toEqual([]);
});

/** Whoever verifies tokens by them counts their age alone, and a rotation waits for that. */
const DECLARED_AND_NOT_KEPT = ['/.well-known/jwks.json'];

test('exactly the routes that a service declares public, open to all, are kept', () => {
  const kept = operations.filter(({ path, method }) => rowFor(path, method)?.cache !== undefined);
  const declared = operations.filter(
    ({ path, operation }) => operation['x-wadah-cache'] !== undefined && !DECLARED_AND_NOT_KEPT.includes(path),
  );
  expect(kept).toEqual(declared);
  expect(kept.filter(({ method, operation }) => method !== 'GET' || operation.security?.length !== 0)).toEqual([]);
  expect(kept.length).toBeGreaterThan(5);
});

test('every operation is counted in the class that its service declares', () => {
  const counted = operations.map(({ path, method }) => [method, path, rowFor(path, method)?.limit ?? 'default']);
  expect(counted).toEqual(operations.map(({ path, method, operation }) => [method, path, operation['x-wadah-limit'] ?? 'default']));
  expect(counted.filter(([, , limit]) => limit === 'auth').length).toBeGreaterThan(10);
});

test('every upstream is a service of this repository', () => {
  expect(upstreamNames.filter((name) => !existsSync(join(process.cwd(), 'services', name)))).toEqual([]);
});
