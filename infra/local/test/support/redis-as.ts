import { connect } from 'node:net';

/** One inline exchange with Redis under the user of a URL; the last line is the answer to the command. */
export const redisAs = (url: string, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port, username, password } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(`AUTH ${username} ${password}\r\n${command}\r\nQUIT\r\n`));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8').split('\r\n')[1] ?? ''));
  });
