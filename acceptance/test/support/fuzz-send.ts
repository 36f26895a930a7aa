import type { ActorName, Actors } from './fuzz-actors.ts';
import type { FuzzRequest, Operation } from './fuzz-requests.ts';
import { gatewayUrl } from './http.ts';

export type Reply = { readonly status: number; readonly code: string };

/** Of a stream only its beginning counts. */
const send = async ({ operation, target, headers, body }: FuzzRequest, token: string | undefined): Promise<Reply> => {
  const leaving = new AbortController();
  const response = await fetch(gatewayUrl() + target, {
    method: operation.method,
    signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(20_000)]),
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = response.status < 400 ? '' : await response.text();
  leaving.abort();
  return { status: response.status, code: /"(?:code|error)":"([^"]+)"/.exec(text)?.[1] ?? '' };
};

/** Sends it as somebody, signed in anew where an earlier request has closed the session. */
export const sendAs = async (actors: Actors, name: ActorName, request: FuzzRequest): Promise<Reply> => {
  const reply = await send(request, actors.tokenOf(name));
  if (reply.code !== 'token-revoked' && reply.code !== 'token-expired') return reply;
  await actors.revive(name);
  return send(request, actors.tokenOf(name));
};

/** What any path may answer: a parameter that is empty or holds a slash makes it another path. */
const common = new Set(['not-found', 'method-not-allowed', 'path-invalid', 'token-revoked']);

/** What a busy machine may say. Nothing is down while this runs, so `unavailable` would be a fault that was taken for an outage. */
const honest503 = new Set(['busy', 'search-timeout', 'hooks-busy', 'too-many-hooks', 'revocations-unavailable']);

/** Why an answer should not have been given, or undefined. */
export const faultOf = ({ responses }: Operation, { status, code }: Reply): string | undefined => {
  if (status >= 500) return honest503.has(code) ? undefined : `answered ${status} ${code}`;
  if (responses[String(status)] !== undefined || common.has(code)) return undefined;
  const named = Object.values(responses).some(({ description }) => description.includes(`\`${code}\``));
  return named ? undefined : `answered ${status} ${code}, which the document does not tell`;
};
