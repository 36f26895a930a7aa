import { runningServices, stackHandle, stopServices } from '@wadah/local';
import { readOptions } from './options.ts';

/** Stops the services that `--seed-only` left running; the stack stays up. */
const stack = stackHandle(readOptions(process.argv.slice(2), process.env).stack);
await stopServices(runningServices(stack), stack, console.log);
