import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listener = {
  readonly port: number;
  /** Says goodbye with every answer from now on (`connection: close`), and takes requests as before. */
  leave(): void;
  /** Takes no new connection and waits for what is in flight; cuts what is left when the time is up. */
  drain(timeoutMs: number): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
};

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

export type ListenerOptions = {
  readonly host: string;
  readonly port: number;
  /** A request that has not wholly come by then is cut off (408): who sends slowly would hold a place for minutes. */
  readonly requestMs?: number;
};

/** Longer than the gateway's own, so that behind it the gateway decides. */
const REQUEST_MS = 30_000;
const CHECK_MS_MAX = 5_000;

/** Opens a port, 0 for a free one. @throws when it is taken. */
export const openListener = async (
  handle: RequestListener,
  { host, port: asked, requestMs = REQUEST_MS }: ListenerOptions,
): Promise<Listener> => {
  let leaving = false;
  let draining = false;
  const limits = { requestTimeout: requestMs, connectionsCheckingInterval: Math.min(requestMs, CHECK_MS_MAX) };
  const server = createServer(limits, (request, response) => {
    if (leaving) response.setHeader('connection', 'close');
    // A connection whose answer promised to keep it open would otherwise hold the stop up until its own timeout.
    response.once('close', () => draining && setImmediate(() => server.closeIdleConnections()));
    handle(request, response);
  });
  server.keepAliveTimeout = 65_000; // Longer than the gateway keeps its own end, which therefore never writes into a closing connection.
  await listen(server, host, asked);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    leave: () => {
      leaving = true;
    },
    drain: async (timeoutMs) => {
      leaving = true;
      draining = true;
      const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
      await closed(server);
      clearTimeout(cut);
    },
    cut: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
