import type { Say } from '../failure.ts';
import type { Launch } from '../process/owned-process.ts';
import type { PortName, Stack } from '../stack.ts';

export type PartName = 'kafka' | 'mongo' | 'redis' | 'mail' | 'sandbox';

/** One process of the stack. Everything that differs between parts is here; starting, watching and stopping is the same for all. */
export type Part = {
  readonly name: PartName;
  /** Every port it listens on; the first is the one people know. */
  readonly ports: readonly PortName[];
  readonly readyMsMax: number;
  /** Why this part cannot be in this work tree, if so. */
  readonly absent?: (stack: Stack) => boolean;
  /** Fetches what is missing, writes configuration, makes an empty store. */
  readonly prepare: (stack: Stack, say: Say) => Promise<Omit<Launch, 'log'>>;
  /** First words with a process that has just opened its port; must be safe to repeat. */
  readonly initialise?: (stack: Stack) => Promise<void>;
  /** Cheap and without a client library: does it answer as it should? */
  readonly answers: (stack: Stack) => Promise<boolean>;
};

/** The least a program needs; nothing of the caller's environment reaches a part. */
export const bareEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' } as const;
