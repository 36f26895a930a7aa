import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serviceNames, type ServiceName, type Stack } from '@wadah/local';
import { armFile, hitFile, traceFile, type Arm } from './failpoint.ts';

/** The other end of the files that the preload reads and writes. */
export type Control = {
  /** What a service must be started with to have failpoints at all. */
  readonly overrides: Readonly<Record<string, string>>;
  arm(service: ServiceName, arms: readonly Arm[]): void;
  /** What the service has died of. */
  hits(service: ServiceName): readonly Arm[];
  /** The steps that the service has passed since the last clearing, in their order. */
  passed(service: ServiceName): readonly string[];
  clear(): void;
  /** Kept beside the traces for a run that need not discover the same again. */
  readonly discoveryFile: string;
};

const linesOf = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : []; // prettier-ignore

export const failpointControl = ({ folder: stackFolder, root }: Stack): Control => {
  const folder = join(stackFolder, 'failpoints');
  mkdirSync(folder, { recursive: true });
  const preload = pathToFileURL(join(root, 'faults/src/steps/preload.ts')).href;
  return {
    overrides: { NODE_OPTIONS: `--import ${preload}`, WADAH_FAILPOINTS: folder },
    arm: (service, arms) => writeFileSync(armFile(folder, service), JSON.stringify(arms)),
    hits: (service) => linesOf(hitFile(folder, service)).map((line) => JSON.parse(line) as Arm),
    discoveryFile: join(folder, 'discovery.json'),
    passed: (service) => linesOf(traceFile(folder, service)),
    clear: () => {
      for (const service of serviceNames) for (const file of [armFile, hitFile, traceFile]) rmSync(file(folder, service), { force: true });
    },
  };
};
