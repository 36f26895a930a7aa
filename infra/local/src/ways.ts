import { refuseUnsupportedPlatform } from './downloads/programs.ts';
import { StackFailure, type Say } from './failure.ts';
import { composeIsUsable, composeUp } from './compose.ts';
import type { Part } from './parts/part.ts';
import { isAlive } from './process/owned-process.ts';
import { readRecords, recordPart } from './records.ts';
import type { Stack } from './stack.ts';

/** The mail catcher has two addresses; one from the environment is enough to say that it runs elsewhere. */
const isExternal = (stack: Stack, part: Part): boolean =>
  stack.external.has(part.name) || (part.name === 'mail' && stack.external.has('smtp'));

const useExternal = async (stack: Stack, part: Part, say: Say): Promise<void> => {
  if (!(await part.answers(stack)))
    throw new StackFailure(`${part.name}: the address in the environment does not answer. Start it there, or unset the variable.`);
  recordPart(stack, part.name, { way: 'environment' });
  say(`${part.name}: from the environment`);
};

const hasNativeParts = (stack: Stack): boolean =>
  Object.values(readRecords(stack).parts).some((record) => record.process !== undefined && isAlive(record.process));

/**
 * The first way that works for each part: an address in the environment, docker compose, a native process.
 * Returns the parts that must run natively; the sandbox is ours and always does.
 */
export const settleWays = async (stack: Stack, parts: readonly Part[], say: Say): Promise<{ native: Part[]; composed: Part[] }> => {
  const outside = parts.filter((part) => isExternal(stack, part));
  await Promise.all(outside.map((part) => useExternal(stack, part, say)));
  const here = parts.filter((part) => !outside.includes(part));
  const packaged = here.filter((part) => part.name !== 'sandbox');
  // A stack that has begun natively goes on so: its data lies there.
  if (packaged.length > 0 && !hasNativeParts(stack) && (await composeIsUsable())) {
    await composeUp(stack, packaged, say);
    return { composed: packaged, native: here.filter((part) => part.name === 'sandbox') };
  }
  if (packaged.length > 0) refuseUnsupportedPlatform();
  return { composed: [], native: here };
};
