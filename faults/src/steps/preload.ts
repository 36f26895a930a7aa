import { mkdirSync } from 'node:fs';
import { failpoint } from './failpoint.ts';
import { watchLibraries } from './watch-libraries.ts';

/** The fault profile alone adds this file to a service, by `--import`; nothing of production knows of it. */
const folder = process.env['WADAH_FAILPOINTS'];
const service = /services\/([a-z]+)\/src\/main\.ts$/.exec(process.argv[1] ?? '')?.[1];

if (folder !== undefined && service !== undefined) {
  mkdirSync(folder, { recursive: true });
  await watchLibraries({ root: process.cwd(), service, pass: failpoint(folder, service) });
}
