import { parseArgs } from 'node:util';
import { resetStack, takeDown } from './down.ts';
import { StackFailure, type Say } from './failure.ts';
import { isStackName, type StackName } from './stack.ts';
import { stackStatus, statusLine } from './status.ts';
import { bringUp } from './up.ts';

const usage = 'pnpm stack up | down | status | reset [--stack demo|test|bench]';

const say: Say = (line) => console.log(line);

const up = async (name: StackName): Promise<number> => {
  const { started } = await bringUp(name, say);
  if (started.length === 0) for (const part of await stackStatus(name)) say(statusLine(part));
  return 0;
};

const status = async (name: StackName): Promise<number> => {
  const parts = await stackStatus(name);
  for (const part of parts) say(statusLine(part));
  return parts.every((part) => part.state === 'up') ? 0 : 1;
};

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({ options: { stack: { type: 'string', default: 'demo' } }, allowPositionals: true });
  const [verb] = positionals;
  const name = values.stack;
  if (!isStackName(name)) throw new StackFailure(`There is no stack named ${name}. ${usage}`);
  switch (verb) {
    case 'up':
      return up(name);
    case 'down':
      await takeDown(name, say);
      return 0;
    case 'reset':
      await resetStack(name, say);
      return 0;
    case 'status':
      return status(name);
    default:
      throw new StackFailure(usage);
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof StackFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
