import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gatewayUrl } from './http.ts';

const ports = JSON.parse(readFileSync(join(__dirname, '../../../infra/local/ports.json'), 'utf8')) as Readonly<Record<string, number>>;

export type Spanned = {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
};

const flat = (attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));

const spansIn = (body: any): readonly Spanned[] =>
  body.resourceSpans.flatMap(({ resource, scopeSpans }: any) =>
    scopeSpans.flatMap(({ spans }: any) =>
      spans.map((span: any) => ({ ...span, service: flat(resource.attributes)['service.name'], attributes: flat(span.attributes) })),
    ),
  );

/** Takes what services send to an OpenTelemetry collector (OTLP over HTTP, JSON). */
export const startCollector = async () => {
  const spans: Spanned[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    spans.push(...spansIn(JSON.parse(Buffer.concat(chunks).toString())));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const { hostname, port } = new URL(gatewayUrl());
  server.listen(ports['otlp']! + Number(port) - ports['gateway']!, hostname);
  await once(server, 'listening');
  return {
    of: (traceId: string): readonly Spanned[] => spans.filter((span) => span.traceId === traceId),
    stop: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

/** Services of the test stack keep few traces, chosen by their ids; two equal halves are always among them. */
export const keptTraceId = (): string => {
  const [one, other] = [randomBytes(4).toString('hex'), randomBytes(4).toString('hex')];
  return `${one}${one}${other}${other}`;
};
