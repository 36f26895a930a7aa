import type { IncomingHttpHeaders } from 'node:http';

export type HeaderValues = Readonly<Record<string, string | string[]>>;

/** For one connection only (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What a client may not say about itself, and what would give a request another meaning behind the gateway. */
const NEVER_FROM_CLIENTS =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-original-.*|x-rewrite-.*|x-http-method.*|x-method-override|x-(user|account|actor|client|role|roles|auth|authenticated|remote|wadah|identity|internal)(-.*)?|remote-user|cookie|host|expect|accept-encoding)$/;

const namedByConnection = (headers: IncomingHttpHeaders): ReadonlySet<string> =>
  new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));

const kept = (headers: IncomingHttpHeaders, isDropped: (name: string) => boolean): Record<string, string | string[]> => {
  const named = namedByConnection(headers);
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        entry[1] !== undefined && !HOP_BY_HOP.has(entry[0]) && !named.has(entry[0]) && !isDropped(entry[0]),
    ),
  );
};

export type Client = {
  readonly address: string;
  readonly protocol: string;
  readonly host: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
};

/** The headers an upstream gets: the client's own, without what concerns the connection or claims an identity, and what the gateway saw itself. */
export const requestHeaders = (headers: IncomingHttpHeaders, client: Client, { hasBody }: { readonly hasBody: boolean }): HeaderValues => {
  const isBodyHeader = (name: string) => name === 'content-length' || name === 'content-type' || name === 'content-encoding';
  return {
    ...kept(headers, (name) => NEVER_FROM_CLIENTS.test(name) || (!hasBody && isBodyHeader(name))),
    'x-forwarded-for': client.address,
    'x-forwarded-proto': client.protocol,
    'x-forwarded-host': client.host,
    'x-correlation-id': client.correlationId,
    ...(client.traceparent === undefined ? {} : { traceparent: client.traceparent }),
  };
};

/** The headers a client gets from an upstream. */
export const responseHeaders = (headers: IncomingHttpHeaders): HeaderValues =>
  kept(
    headers,
    (name) => name === 'x-powered-by' || name === 'server' || name === 'x-correlation-id' || name.startsWith('access-control-'),
  );
