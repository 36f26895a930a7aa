import { readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second, whatever its clock. */
const TICKS_PER_SECOND = 100;

export type NamedProcess = { readonly name: string; readonly pid: number };

/** Seconds of CPU, user and system together, from the text of `/proc/<pid>/stat`. */
export const cpuSecondsIn = (stat: string): number => {
  // The command name may hold spaces and brackets, so fields are counted after its last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

/** Megabytes that are resident, from the text of `/proc/<pid>/status`. */
export const residentMbIn = (status: string): number => Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;

export const residentMb = ({ pid }: NamedProcess): number => residentMbIn(readFileSync(`/proc/${pid}/status`, 'utf8'));

export const cpuSeconds = ({ pid }: NamedProcess): number => cpuSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/** Seconds since a process started, which `startedTicks` says in ticks since boot. */
export const ageSeconds = (startedTicks: string): number =>
  Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) - Number(startedTicks) / TICKS_PER_SECOND;

export type CpuReading = ReadonlyMap<string, number>;

export const readCpu = (processes: readonly NamedProcess[]): CpuReading =>
  new Map(processes.map((process) => [process.name, cpuSeconds(process)]));

/** Without the dust of binary fractions, which would put a figure beside its bound. */
const wholeTicks = (seconds: number): number => Math.round(seconds * TICKS_PER_SECOND) / TICKS_PER_SECOND;

/** Seconds that each process used between two readings. */
export const cpuBetween = (before: CpuReading, after: CpuReading): CpuReading =>
  new Map([...after].map(([name, seconds]) => [name, wholeTicks(seconds - (before.get(name) ?? 0))]));
