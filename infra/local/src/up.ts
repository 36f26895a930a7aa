import { join } from 'node:path';
import { silent, StackFailure, type Say } from './failure.ts';
import { withLock } from './lock.ts';
import { partsOf } from './parts/parts.ts';
import type { Part, PartName } from './parts/part.ts';
import { isProvisioned, provision } from './provision/provision.ts';
import { openStack, type Stack, type StackName } from './stack.ts';
import { startPart } from './start-part.ts';
import { settleWays } from './ways.ts';

export type UpOutcome = { readonly stack: Stack; readonly started: readonly string[] };

const allAnswer = async (stack: Stack, parts: readonly Part[]): Promise<boolean> =>
  (await Promise.all(parts.map((part) => part.answers(stack)))).every(Boolean);

/** Waits for all of them even when one fails, so that no start goes on behind the error. */
const startAll = async (stack: Stack, parts: readonly Part[], say: Say): Promise<string[]> => {
  const outcomes = await Promise.allSettled(parts.map((part) => startPart(stack, part, say)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return parts
    .filter((_, index) => Object.is(outcomes[index]?.status === 'fulfilled' && outcomes[index].value, 'started'))
    .map((part) => part.name);
};

/** Starts one native part that a test has killed; the others, which it may have paused, are left as they are. */
export const restartPart = async (stack: Stack, name: PartName, say: Say = silent): Promise<void> => {
  const part = partsOf(stack).find((candidate) => candidate.name === name);
  if (part === undefined) throw new StackFailure(`There is no part ${name} on ${stack.name}.`);
  await startPart(stack, part, say);
};

/** Brings the stack up and returns it: quick when everything answers, mends what doesn't, safe to call from many processes at once. */
export const bringUp = async (name: StackName, say: Say = silent): Promise<UpOutcome> => {
  const stack = openStack(name);
  const parts = partsOf(stack);
  if (isProvisioned(stack) && (await allAnswer(stack, parts))) return { stack, started: [] };
  return withLock(join(stack.folder, 'lock'), async () => {
    const { native, composed } = await settleWays(stack, parts, say);
    const started = await startAll(stack, native, say);
    await provision(stack, say);
    return { stack, started: [...composed.map((part) => part.name), ...started] };
  });
};
