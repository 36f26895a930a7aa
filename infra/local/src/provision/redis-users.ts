import { createConnection } from 'node:net';
import { StackFailure } from '../failure.ts';
import { redisAcl } from '../parts/redis.ts';
import type { Stack } from '../stack.ts';

const commandsOf = (stack: Stack): string[] =>
  redisAcl(stack)
    .split('\n')
    .filter((line) => line.startsWith('user ') && !line.startsWith('user admin ') && !line.startsWith('user default '))
    .map((line) => line.replace(/^user (\S+) /, 'ACL SETUSER $1 reset '));

/** Sets the users of a Redis that already runs, in its inline protocol; a fresh native one has them from its ACL file. */
export const provisionRedis = (stack: Stack): Promise<void> =>
  new Promise((resolve, reject) => {
    const [host = '', port = ''] = stack.addresses.redis.split(':');
    const commands = [`AUTH admin ${stack.secrets.admin.redis}`, ...commandsOf(stack)];
    const socket = createConnection({ host, port: Number(port) }, () => socket.write(`${commands.join('\r\n')}\r\n`));
    let answer = '';
    socket.setTimeout(5_000, () => socket.destroy(new StackFailure(`Redis at ${stack.addresses.redis} does not answer.`)));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
      const refused = /^-.*$/m.exec(answer)?.[0];
      if (refused !== undefined) socket.destroy(new StackFailure(`Redis refused a user: ${refused}`));
      if (answer.split('\r\n').length <= commands.length) return;
      socket.end();
      resolve();
    });
  });
