import { gatewayUrl, must } from './http.ts';
import { placeOf, type Line } from './matrix.ts';
import { requestOf } from './matrix-requests.ts';
import type { Things } from './matrix-side.ts';

export type Operation = { readonly scope?: string };

/** The routes as the running gateway describes them, by method and place. */
export const registry = async (): Promise<ReadonlyMap<string, Operation>> => {
  const { paths } = await must('GET /openapi.json');
  const operations = new Map<string, Operation>();
  for (const [path, methods] of Object.entries<Record<string, any>>(paths)) {
    for (const [method, { security = [] }] of Object.entries(methods)) {
      const scope = security.flatMap((way: Record<string, readonly string[]>) => way['clientToken'] ?? [])[0];
      operations.set(placeOf(`${method.toUpperCase()} ${path}`), scope === undefined ? {} : { scope });
    }
  }
  return operations;
};

const fill = (template: string, things: Things): string =>
  template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    if (name === 'uuid') return crypto.randomUUID();
    if (name === 'fresh') return crypto.randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase();
    const value = things[name];
    if (value === undefined) throw new Error(`The world has no ${name}.`);
    return value;
  });

const bodyOf = ({ body, form }: { readonly body?: unknown; readonly form?: string }, things: Things) => {
  if (form !== undefined) return { body: fill(form, things), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  if (body === undefined) return { headers: {} };
  return { body: fill(JSON.stringify(body), things), headers: { 'content-type': 'application/json' } };
};

export type Asked = { readonly status: number; readonly code?: string };

const codeIn = (text: string): string | undefined => {
  const found = /"(?:code|error)":"([^"]+)"/.exec(text);
  return found?.[1];
};

/** Of a stream only its beginning counts. */
const send = async (line: Line, things: Things, token: string | undefined): Promise<Asked> => {
  const [method = '', path = ''] = line.route.split(' ');
  const request = requestOf(line.route, line.object);
  const { body, headers } = bodyOf(request, things);
  const named = Object.entries(request.headers ?? {}).map(([name, value]) => [name, fill(value, things)]);
  const leaving = new AbortController();
  const response = await fetch(gatewayUrl() + fill(path, things), {
    method,
    signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(20_000)]),
    headers: { ...headers, ...Object.fromEntries(named), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = response.status < 400 ? '' : await response.text();
  leaving.abort();
  const code = codeIn(text);
  return { status: response.status, ...(code === undefined ? {} : { code }) };
};

/** Sends a line of the matrix with this token. A busy machine may read the list of closed sessions too late for staff, who then ask once more. */
export const ask = async (line: Line, things: Things, token: string | undefined): Promise<Asked> => {
  const asked = await send(line, things, token);
  return asked.code === 'revocations-unavailable' ? send(line, things, token) : asked;
};
