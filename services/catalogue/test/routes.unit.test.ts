import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '@wadah/http';
import { describedRoutes } from '../src/adapters/http/routes.ts';

const codesIn = (file: string): readonly string[] =>
  JSON.parse(readFileSync(join(__dirname, file), 'utf8')).map(({ code }: { code: string }) => code);

const known = new Set([
  ...codesIn('../problems.json'),
  ...codesIn('../../../libs/http/problems.json'),
  ...codesIn('../../../libs/mongo/problems.json'),
]);

test('every refusal that a route names is explained', () => {
  const named = describedRoutes().flatMap(({ problems = [] }) => problems);
  expect(named.filter((code) => !known.has(code))).toEqual([]);
});

test('the routes are described without a connection, each operation once', () => {
  const routes = describedRoutes();
  expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
  const paths = openApiDocument({ service: 'catalogue', title: 'catalogue', routes }).paths ?? {};
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/v1/listings', '/v1/curation/listings', '/v1/sellers/{sellerId}/listings/{listingId}']),
  );
});
