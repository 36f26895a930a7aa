import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BenchFailure } from './client.ts';

const READY_MS_MAX = 60_000;

export type Variables = Readonly<Record<string, string>>;

export type Child<Ready> = {
  readonly pid: number;
  /** The first message of the process, which says that it is ready. */
  readonly ready: Ready;
  /** Sends a task and waits for the answer. */
  ask<Answer>(task: object, answerMsMax: number): Promise<Answer>;
  stop(): Promise<void>;
};

/** The next message; fails at once when the process ends instead. */
const messageOf = async (child: ChildProcess, what: string, msMax: number): Promise<unknown> => {
  const signal = AbortSignal.timeout(msMax);
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new BenchFailure(`${what} ended.`);
  });
  const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
  return message;
};

/** Starts a module of the bench as a process of its own, so that it shares its one core with nothing else of the bench. */
export const startChild = async <Ready = unknown>(
  module: string,
  environment: Variables = {},
  flags: readonly string[] = [],
): Promise<Child<Ready>> => {
  const child = fork(fileURLToPath(new URL(`./${module}.ts`, import.meta.url)), [], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    execArgv: [...flags],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ready = (await messageOf(child, module, READY_MS_MAX)) as Ready;
  return {
    pid: child.pid ?? 0,
    ready,
    ask: async <Answer>(task: object, answerMsMax: number) => {
      child.send(task);
      return (await messageOf(child, module, answerMsMax)) as Answer;
    },
    stop: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
};

export const withChild = async <Ready, T>(child: Promise<Child<Ready>>, work: (child: Child<Ready>) => Promise<T>): Promise<T> => {
  const started = await child;
  try {
    return await work(started);
  } finally {
    await started.stop();
  }
};

/** For the processes themselves: does each task that the bench sends and answers with what it made of it. */
export const answerTasks = <Task, Answer>(work: (task: Task) => Promise<Answer>): void => {
  process.on('message', (task) => {
    void work(task as Task).then((answer) => process.send?.(answer));
  });
  process.send?.({});
};
