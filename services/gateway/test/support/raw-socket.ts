import { connect, type Socket } from 'node:net';

export type RawExchange = { readonly socket: Socket; /** What came until the other side closed. */ readonly answer: Promise<string> };

/** Writes bytes as they are: other clients refuse to send what is under test. */
export const rawExchange = (base: string, bytes: string): RawExchange => {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  const answer = new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(Buffer.concat(chunks).toString()));
  });
  socket.write(bytes);
  return { socket, answer };
};

export const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n\r\n`;
