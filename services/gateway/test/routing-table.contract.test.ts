import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowOf, upstreamNames } from '../src/domain/routing-table.ts';

type Operation = { readonly operationId?: string; readonly 'x-wadah-service'?: string };

const document = JSON.parse(readFileSync(join(process.cwd(), 'docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), service: operation['x-wadah-service'] })),
);

test('every documented operation is forwarded to the service that documents it', () => {
  const astray = operations.filter(
    ({ path, method, service }) =>
      rowOf(
        method,
        path
          .slice(1)
          .replaceAll(/\{\w+\}/g, 'x')
          .split('/'),
      )?.upstream !== service,
  );
  expect(astray).toEqual([]);
});

test('every upstream is a service of this repository', () => {
  expect(upstreamNames.filter((name) => !existsSync(join(process.cwd(), 'services', name)))).toEqual([]);
});
