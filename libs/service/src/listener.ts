import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listener = {
  readonly port: number;
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

/** Opens a port, 0 for a free one. @throws when it is taken. */
export const openListener = async (
  handle: RequestListener,
  address: { readonly host: string; readonly port: number },
): Promise<Listener> => {
  let draining = false;
  const server = createServer((request, response) => {
    if (draining) response.setHeader('connection', 'close');
    // A connection whose answer promised to keep it open would otherwise hold the stop up until its own timeout.
    response.once('close', () => draining && setImmediate(() => server.closeIdleConnections()));
    handle(request, response);
  });
  server.keepAliveTimeout = 65_000; // Longer than the gateway keeps its own end, which therefore never writes into a closing connection.
  await listen(server, address.host, address.port);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    drain: async (timeoutMs) => {
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
