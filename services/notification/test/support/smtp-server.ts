import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type TakenMail = { readonly to: string; readonly raw: string; readonly messageId: string };

export type SmtpServer = Awaited<ReturnType<typeof smtpServer>>;

type Dialogue = { to: string; data: string | undefined; rest: string };

/** An SMTP server that a test can make refuse, put off, or take a mail and then fall silent, as just before a crash. */
export const smtpServer = async () => {
  const taken: TakenMail[] = [];
  const state = { rcptAnswer: '250 ok', silentAfterData: false };
  const sockets = new Set<Socket>();

  const takeMail = (socket: Socket, { to, data = '' }: Dialogue): void => {
    taken.push({ to, raw: data, messageId: /^Message-ID: (.+)$/im.exec(data)?.[1]?.trim() ?? '' });
    if (!state.silentAfterData) socket.write('250 taken\r\n');
  };

  const onCommand = (socket: Socket, dialogue: Dialogue, line: string): void => {
    const command = line.toUpperCase();
    if (command.startsWith('EHLO')) socket.write('250 test\r\n');
    else if (command.startsWith('RCPT')) {
      dialogue.to = /<(.+)>/.exec(line)?.[1] ?? '';
      socket.write(`${state.rcptAnswer}\r\n`);
    } else if (command === 'DATA') {
      dialogue.data = '';
      socket.write('354 go on\r\n');
    } else if (command === 'QUIT') socket.end('221 bye\r\n');
    else socket.write('250 ok\r\n');
  };

  const onLine = (socket: Socket, dialogue: Dialogue, line: string): void => {
    if (dialogue.data === undefined) return onCommand(socket, dialogue, line);
    if (line !== '.') return void (dialogue.data += `${line}\n`);
    takeMail(socket, dialogue);
    dialogue.data = undefined;
  };

  const server = createServer((socket) => {
    const dialogue: Dialogue = { to: '', data: undefined, rest: '' };
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (dialogue.rest + chunk.toString()).split('\r\n');
      dialogue.rest = lines.pop() ?? '';
      for (const line of lines) onLine(socket, dialogue, line);
    });
    socket.write('220 test\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    state,
    mailsTo: (address: string) => taken.filter(({ to }) => to === address),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
