import { openApiDocument, type OpenApiDocument } from '../../libs/http/src/index.ts';
import type { ServiceRoutes } from './api-routes.ts';

type Operations = Readonly<Record<string, unknown>>;

type Merged = { readonly paths: Record<string, Operations>; readonly components: Record<string, Record<string, unknown>> };

const DESCRIPTION =
  'The public API of Wadah. Errors are `application/problem+json` with a stable `code`; docs/problems.md lists them. Lists answer `{ items, nextCursor }`.';

const addComponents = ({ components }: Merged, document: OpenApiDocument, service: string): void => {
  for (const [kind, members] of Object.entries((document.components ?? {}) as Record<string, Record<string, unknown>>)) {
    const all = (components[kind] ??= {});
    for (const [name, member] of Object.entries(members)) {
      if (all[name] !== undefined && JSON.stringify(all[name]) !== JSON.stringify(member)) {
        throw new Error(`${service} describes ${kind}/${name} in another way than a service before it.`);
      }
      all[name] = member;
    }
  }
};

const addPaths = ({ paths }: Merged, document: OpenApiDocument, service: string): void => {
  for (const [path, operations] of Object.entries((document.paths ?? {}) as Record<string, Record<string, Operations>>)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (paths[path]?.[method] !== undefined) throw new Error(`${method} ${path} is described by two services.`);
      paths[path] = { ...paths[path], [method]: { tags: [service], ...operation, 'x-wadah-service': service } };
    }
  }
};

/** One document of all services, as the gateway serves it; each operation names its service. */
export const mergedOpenApi = (services: readonly ServiceRoutes[]): string => {
  const merged: Merged = { paths: {}, components: {} };
  for (const { service, routes } of services) {
    const document = openApiDocument({ service, title: service, routes });
    addComponents(merged, document, service);
    addPaths(merged, document, service);
  }
  const paths = Object.fromEntries(Object.entries(merged.paths).sort(([left], [right]) => (left < right ? -1 : 1)));
  const info = { title: 'Wadah', version: '1', description: DESCRIPTION };
  return `${JSON.stringify({ openapi: '3.1.0', info, servers: [{ url: '/' }], paths, components: merged.components }, null, 2)}\n`;
};
