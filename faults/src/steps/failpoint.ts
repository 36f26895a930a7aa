import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a process tells which steps it passes, and reads at which it must die. */
export const traceFile = (folder: string, service: string): string => join(folder, `${service}.trace`);
export const armFile = (folder: string, service: string): string => join(folder, `${service}.arm`);
export const hitFile = (folder: string, service: string): string => join(folder, `${service}.hit`);

/** The process dies there, or sleeps with SIGSTOP until it is told to go on. */
export type Arm = { readonly step: string; readonly nth: number; readonly signal?: 'SIGKILL' | 'SIGSTOP' };

export type PassStep = (step: string) => void;

const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n');

/**
 * Called inside a service at each step, by the preload alone. What is armed is read each time, so that no service must be started for it, and
 * passes are counted in the trace, which outlives the process.
 */
export const failpoint = (folder: string, service: string): PassStep => {
  const trace = traceFile(folder, service);
  const armed = armFile(folder, service);
  const hit = (step: string): Arm | undefined => {
    if (!existsSync(armed)) return undefined;
    const wanted = (JSON.parse(readFileSync(armed, 'utf8')) as readonly Arm[]).filter((arm) => arm.step === step);
    if (wanted.length === 0) return undefined;
    const passed = linesOf(trace).filter((line) => line === step).length;
    return wanted.find(({ nth }) => passed >= nth);
  };
  return (step) => {
    appendFileSync(trace, `${step}\n`);
    const fatal = hit(step);
    if (fatal === undefined) return;
    // Taken away first, or the service would die of it again after its restart.
    const others = (JSON.parse(readFileSync(armed, 'utf8')) as readonly Arm[]).filter((arm) => arm.step !== step || arm.nth !== fatal.nth);
    writeFileSync(`${armed}.new`, JSON.stringify(others));
    renameSync(`${armed}.new`, armed);
    appendFileSync(hitFile(folder, service), `${JSON.stringify(fatal)}\n`);
    process.kill(process.pid, fatal.signal ?? 'SIGKILL');
  };
};
