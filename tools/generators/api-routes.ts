import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Route } from '../../libs/http/src/index.ts';

export type ServiceRoutes = { readonly service: string; readonly routes: readonly Route[] };

type RoutesModule = Readonly<Record<string, ((uses: unknown) => readonly Route[]) | undefined>>;

/** Stands in for everything a service wires: any member of it is again such a thing, and so is whatever it answers. */
const unwired: unknown = new Proxy(() => unwired, {
  get: (_target, name) => (typeof name === 'symbol' || name === 'then' ? undefined : unwired),
  apply: () => unwired,
});

/**
 * The public routes of a service, built without a connection: `describedRoutes()` of its `src/adapters/http/routes.ts`, or else
 * `<service>Routes(uses)` with nothing behind it. Undefined where the service has no routes yet.
 */
export const routesOf = async (root: string, service: string): Promise<ServiceRoutes | undefined> => {
  const file = join(root, 'services', service, 'src/adapters/http/routes.ts');
  if (!existsSync(file)) return undefined;
  const loaded = (await import(pathToFileURL(file).href)) as RoutesModule;
  const build = loaded['describedRoutes'] ?? loaded[`${service}Routes`];
  if (build === undefined) throw new Error(`${file} exports neither describedRoutes nor ${service}Routes.`);
  return { service, routes: build(unwired) };
};
