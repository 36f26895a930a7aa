import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localConfig } from './config.ts';
import { StackFailure } from './failure.ts';
import { readJson } from './json-file.ts';
import { repositoryRoot } from './root.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

/** `probe` is for the tests of this package and `bench` for measurements, so that they disturb nobody. */
const stackOffsets = { demo: 0, test: 10_000, bench: 15_000, probe: 20_000 } as const;

export type StackName = keyof typeof stackOffsets;

export type PortName =
  | 'gateway' | 'sandbox' | 'kafka' | 'kafkaController' | 'mongo' | 'redis' | 'smtp' | 'mail' | 'otlp'
  | ServiceName | `${ServiceName}Internal`; // prettier-ignore

/** Services that have code; a name added here gets its users on a running stack too. */
export const serviceNames = ['identity', 'seller', 'catalogue', 'order', 'payment', 'notification', 'gateway'] as const;

export type ServiceName = (typeof serviceNames)[number];

export type Stack = {
  readonly name: StackName;
  readonly root: string;
  /** Where data, logs, secrets and process records of this stack lie. */
  readonly folder: string;
  readonly downloads: string;
  readonly logs: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** host:port of each part, wherever it runs. */
  readonly addresses: Readonly<Record<'kafka' | 'mongo' | 'redis' | 'smtp' | 'mail', string>>;
  readonly external: ReadonlySet<string>;
  readonly secrets: Secrets;
};

/** Of the blocked ports of the Fetch standard (§2.9) those that an offset can reach. */
const refusedByBrowsers: ReadonlySet<number> = new Set([10_080]);

export const isStackName = (text: string): text is StackName => Object.hasOwn(stackOffsets, text);

/** How services of a stack run: only in profile `test` may the clock be moved. */
export const profileOf = ({ name }: { readonly name: StackName }): 'demo' | 'test' =>
  name === 'demo' || name === 'bench' ? 'demo' : 'test';

export const portsOf = (name: StackName, root: string = repositoryRoot()): Record<PortName, number> => {
  const base = readJson<Record<PortName, number>>(join(root, 'infra/local/ports.json'));
  const offset = stackOffsets[name] + localConfig().portOffset;
  const moved = { ...base };
  for (const port of Object.keys(base) as PortName[]) moved[port] = base[port] + offset;
  const blocked = (Object.keys(moved) as PortName[]).find((port) => refusedByBrowsers.has(moved[port]));
  if (blocked !== undefined) {
    throw new StackFailure(
      `WADAH_PORT_OFFSET moves ${blocked} to ${moved[blocked]}, which browsers and fetch refuse. Choose another offset.`,
    );
  }
  const highest = Math.max(...Object.values(moved));
  if (highest > 65_535) throw new StackFailure(`WADAH_PORT_OFFSET moves a port to ${highest}, above 65535.`);
  return moved;
};

/** Between the ports of a service's replicas, the first of which stand in ports.json; small enough that no replica of four meets another part. */
const REPLICA_DISTANCE = 200;

/** The public and the internal port of one replica of a service; the first is 1. */
export const replicaPorts = (
  { ports }: Pick<Stack, 'ports'>,
  name: ServiceName,
  replica = 1,
): { readonly open: number; readonly inner: number } => {
  const moved = (replica - 1) * REPLICA_DISTANCE;
  return { open: ports[name] + moved, inner: ports[`${name}Internal` as const] + moved };
};

/** Reads a stack's ports and secrets, making the secrets at first use; starts nothing. */
export const openStack = (name: StackName): Stack => {
  const root = repositoryRoot();
  const folder = join(root, '.local', name);
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const ports = portsOf(name, root);
  const given = localConfig().addresses;
  const at = (part: 'kafka' | 'mongo' | 'redis' | 'smtp' | 'mail') => given[part] ?? `127.0.0.1:${ports[part]}`;
  return {
    name, root, folder, logs, ports,
    downloads: join(root, '.local', 'downloads'),
    addresses: { kafka: at('kafka'), mongo: at('mongo'), redis: at('redis'), smtp: at('smtp'), mail: at('mail') },
    external: new Set(Object.keys(given)),
    secrets: loadSecrets(folder, serviceNames),
  }; // prettier-ignore
};

/** The offset of the test clock, read by services in profile `test` only. */
export const clockFileOf = (stack: Pick<Stack, 'folder'>): string => join(stack.folder, 'clock');
