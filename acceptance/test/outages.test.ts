import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

type Report = {
  readonly rows: readonly {
    readonly name: string;
    readonly figures: { readonly faults: readonly string[] };
    readonly deadLetters: number;
  }[];
};

let report: Report;

/** The program of `pnpm test:outages`, whose minutes are a part of a second here; it runs its cases one after another on this stack. */
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wadah-outages-'));
  const file = join(folder, 'report.json');
  try {
    const args = ['faults/src/outages/main.ts', '--short', '--json', file];
    // It ends with 1 where a rule is broken; which one, the tests below say.
    await promisify(execFile)(process.execPath, args, { timeout: 230_000, maxBuffer: 16_777_216 }).catch((error: unknown) => error);
    report = JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);

test.each([
  ['the broker is down: commands are answered, and events flow when it is back', 'broker down'],
  ['Redis is down: signing in works, carts answer 503 and come back whole', 'Redis down'],
  ['MongoDB is killed: writes answer 503, and no acknowledged one is lost', 'MongoDB down'],
  ['a service is down: its own routes answer 503 and no others', 'a service down'],
  ['the mail server is down for an hour: every mail is sent afterwards, once each', 'mail server down'],
  ['the clock steps back five minutes: tokens verify, no deadline fires, numbers and pages hold', 'clock steps back'],
  ['the broker refuses a topic: its events wait, and flow when it allows them', 'broker refuses'],
  ['a process told to end finishes what is in flight within ten seconds', 'SIGTERM'],
])('%s', (_rule, name) => {
  const row = report.rows.find((candidate) => candidate.name === name);
  expect([row?.figures.faults, row?.deadLetters]).toEqual([[], 0]);
});
