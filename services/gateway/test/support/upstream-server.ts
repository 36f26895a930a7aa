import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Seen = { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] };

export type UpstreamServer = {
  readonly url: string;
  readonly seen: Seen[];
  answer(listener: RequestListener): void;
  stop(): Promise<void>;
  /** Up again on the same port. */
  start(): Promise<void>;
};

const plain: RequestListener = (request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method: request.method, url: request.url }));
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** A real HTTP server in a service's place; it remembers what it was asked. */
export const upstreamServer = async (): Promise<UpstreamServer> => {
  const seen: Seen[] = [];
  let listener = plain;
  const create = () =>
    createServer((request, response) => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
      listener(request, response);
    });
  let server = create();
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    answer: (next) => {
      listener = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    start: async () => {
      server = create();
      await listen(server, port);
    },
  };
};
