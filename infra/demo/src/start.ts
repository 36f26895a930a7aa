import { bringUp } from './bring-up.ts';
import { readOptions } from './options.ts';

/** Starts the services again that `stop.ts` stopped, and seeds nothing. */
await bringUp(readOptions(process.argv.slice(2), process.env), console.log);
