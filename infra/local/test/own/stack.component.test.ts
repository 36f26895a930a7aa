import { once } from 'node:events';
import { createServer } from 'node:net';
import { eventually } from '../../src/eventually.ts';
import { stackHandle, stackStatus, stackUp, takeDown, type PartStatus } from '../../src/index.ts';
import { startTimeOf } from '../../src/process/owned-process.ts';
import { portOwner } from '../../src/process/port-owner.ts';
import { statusLine } from '../../src/status.ts';

jest.setTimeout(120_000);

const partOf = (parts: readonly PartStatus[], name: string): PartStatus => {
  const part = parts.find((candidate) => candidate.name === name);
  if (!part) throw new Error(`No part named ${name}.`);
  return part;
};

/** Never a made-up one: a signal to -1 goes to everybody. */
const pidOf = async (name: string): Promise<number> => {
  const { pid } = partOf(await stackStatus('probe'), name);
  if (pid === undefined) throw new Error(`${name} has no process.`);
  return pid;
};

const killHard = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  await eventually(`pid ${pid} is gone`, async () => startTimeOf(pid) === undefined, 5_000);
};

beforeAll(async () => {
  await stackUp('probe');
});

afterAll(async () => {
  await takeDown('probe');
});

test('every part is up after the first start', async () => {
  expect((await stackStatus('probe')).map(({ state }) => state)).toEqual(expect.not.arrayContaining(['dead', 'silent', 'stopped']));
});

test('a second start takes less than a second and starts nothing again', async () => {
  const before = (await stackStatus('probe')).map(({ pid }) => pid);
  const startedAt = performance.now();
  await stackUp('probe');
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect((await stackStatus('probe')).map(({ pid }) => pid)).toEqual(before);
});

test.each(['redis', 'mail', 'mongo', 'kafka'])(
  'a killed %s is named by status with its pid and port, and up mends that part alone',
  async (name) => {
    const before = await stackStatus('probe');
    const victim = partOf(before, name);
    await killHard(await pidOf(name));

    const dead = partOf(await stackStatus('probe'), name);
    expect(dead.state).toBe('dead');
    expect(statusLine(dead)).toContain(`pid ${victim.pid}`);
    expect(statusLine(dead)).toContain(`port ${victim.ports[0]}`);

    await stackUp('probe');
    const after = await stackStatus('probe');
    expect(partOf(after, name)).toMatchObject({ state: 'up' });
    expect(partOf(after, name).pid).not.toBe(victim.pid);
    const others = (parts: readonly PartStatus[]) => parts.filter((part) => part.name !== name).map(({ pid }) => pid);
    expect(others(after)).toEqual(others(before));
  },
);

test('a part that lives but does not answer is called silent, and up replaces it', async () => {
  const frozen = await pidOf('redis');
  process.kill(frozen, 'SIGSTOP');
  expect(partOf(await stackStatus('probe'), 'redis').state).toBe('silent');
  const mending = stackUp('probe');
  await mending;
  expect(startTimeOf(frozen)).toBeUndefined();
  expect(partOf(await stackStatus('probe'), 'redis').state).toBe('up');
});

test('a busy port is refused with the pid and the command of its owner', async () => {
  const port = stackHandle('probe').ports.redis;
  await killHard(await pidOf('redis'));
  // A thread of it that still writes to the disk keeps the port for a moment after its process is gone.
  await eventually('the port is free', async () => (await portOwner(port)) === undefined, 5_000);
  const intruder = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  await once(intruder, 'listening');
  try {
    await expect(stackUp('probe')).rejects.toThrow(
      new RegExp(`Port ${port} for redis is taken by pid ${process.pid} \\(.*(node|jest).*\\)`),
    );
  } finally {
    intruder.close();
    await once(intruder, 'close');
  }
  await stackUp('probe');
});

test('starts from several processes at once end in one process of each part', async () => {
  await killHard(await pidOf('redis'));
  await killHard(await pidOf('mail'));
  await Promise.all([stackUp('probe'), stackUp('probe'), stackUp('probe')]);
  expect((await stackStatus('probe')).every(({ state }) => state === 'up')).toBe(true);
});

test('data that were made under other ports come up under the present ones', async () => {
  await takeDown('probe');
  const given = process.env['WADAH_PORT_OFFSET'];
  process.env['WADAH_PORT_OFFSET'] = String(Number(given ?? '0') + 200);
  try {
    await stackUp('probe');
    expect((await stackStatus('probe')).every(({ state }) => state === 'up')).toBe(true);
    await takeDown('probe');
  } finally {
    if (given === undefined) delete process.env['WADAH_PORT_OFFSET'];
    else process.env['WADAH_PORT_OFFSET'] = given;
  }
});
