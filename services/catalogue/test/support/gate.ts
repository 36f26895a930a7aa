import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Stands between a service and its database, so that a test can take the database away without stopping it for others. */
export const openGate = async (target: { readonly host: string; readonly port: number }) => {
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((incoming) => {
    if (!open) return incoming.destroy();
    const outgoing = connect(target.port, target.host);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    mend: () => {
      open = true;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type Gate = Awaited<ReturnType<typeof openGate>>;

/** The same database through the gate; `directConnection`, because the replica set would name its own address. */
export const through = (gate: Gate, mongoUrl: string): string => {
  const url = new URL(mongoUrl);
  url.host = `127.0.0.1:${gate.port}`;
  url.searchParams.delete('replicaSet');
  url.searchParams.set('directConnection', 'true');
  return url.href;
};
