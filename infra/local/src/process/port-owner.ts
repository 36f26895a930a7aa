import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const LISTEN = '0A';

/** A killed process holds its ports for some milliseconds in which nobody owns them any more. */
const ENDING_MS_MAX = 1_000;

const tableOf = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1);
  } catch {
    return []; // No IPv6 on this machine, or not Linux.
  }
};

const inodesListeningOn = (port: number): Set<string> => {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = new Set<string>();
  for (const line of [...tableOf('/proc/net/tcp'), ...tableOf('/proc/net/tcp6')]) {
    const fields = line.trim().split(/\s+/);
    if (fields[3] === LISTEN && fields[1]?.endsWith(suffix) && fields[9] !== undefined) inodes.add(fields[9]);
  }
  return inodes;
};

const linksOf = (pid: string): string[] => {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return '';
      }
    });
  } catch {
    return []; // Another user's process, or one that has just ended.
  }
};

const commandOf = (pid: string): string => {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return command.length > 120 ? `${command.slice(0, 120)}…` : command;
  } catch {
    return 'unknown command';
  }
};

export type PortOwner = { readonly pid: number | undefined; readonly description: string };

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });

const ownerNow = async (port: number): Promise<PortOwner | undefined> => {
  const inodes = inodesListeningOn(port);
  if (inodes.size === 0)
    return (await accepts(port)) ? { pid: undefined, description: 'a process that this system does not name' } : undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const owns = linksOf(pid).some((link) => link.startsWith('socket:[') && inodes.has(link.slice(8, -1)));
    if (owns) return { pid: Number(pid), description: `pid ${pid} (${commandOf(pid)})` };
  }
  return { pid: undefined, description: 'a process of another user' };
};

/** Who listens on a port of this machine; undefined when it is free. */
export const portOwner = async (port: number): Promise<PortOwner | undefined> => {
  const deadline = performance.now() + ENDING_MS_MAX;
  for (;;) {
    const owner = await ownerNow(port);
    if (owner === undefined || owner.pid !== undefined || performance.now() > deadline) return owner;
    await delay(25);
  }
};
