import type { Route } from './route.ts';

export const guardSchemas = (route: Route): Route => route;
